namespace Iterable.Generated.Testing;

/// <summary>
/// Leaves the writing of a body in the middle. Where nobody catches it, the server under it sends what was written, then closes the
/// connection without ending the body, so that exactly the bytes that were ordered arrive.
/// </summary>
internal sealed class BodyBreakException(bool endsBody) : Exception("The body was broken off by order of a test.")
{
    /// <summary>Whether the body is to end as if it were whole.</summary>
    public bool EndsBody => endsBody;
}
