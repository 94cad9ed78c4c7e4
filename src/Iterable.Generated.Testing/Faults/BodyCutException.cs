namespace Iterable.Generated.Testing;

/// <summary>
/// Leaves the handling of a request in the middle of its body. The server under it sends what was written, then closes the
/// connection without ending the body, so that exactly the bytes that were ordered arrive.
/// </summary>
internal sealed class BodyCutException() : Exception("The body was cut by order of a test.");
