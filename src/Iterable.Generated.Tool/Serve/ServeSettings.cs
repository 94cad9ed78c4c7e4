using Iterable.Generated.Testing;

namespace Iterable.Generated.Tool.Serve;

/// <summary>How the server was asked to be.</summary>
internal sealed record ServeSettings(
    IterableTestServerOptions Server, int ControlPort, string? SeedFile, string? FaultsFile, string? CertificateFile, bool Json);
