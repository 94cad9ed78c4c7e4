namespace Iterable.Generated.Testing;

/// <summary>What is at one port.</summary>
/// <param name="Port">The port; 0 for any that is free.</param>
/// <param name="UsesHttps">Whether it is reached over HTTPS.</param>
/// <param name="Find">The data center that a request is for; <see langword="null" /> for the storage of files.</param>
/// <param name="Listening">Told the address once there is one.</param>
internal sealed record LoopbackSite(int Port, bool UsesHttps, Func<IterableTestRequest, IterableTestDataCenter?> Find, Action<Uri> Listening);
