namespace Iterable.Generated;

/// <summary>There is nothing under this name or id, or the address is none of the API's.</summary>
/// <remarks>An address the service does not know is answered with a page of HTML instead of JSON; <see cref="IterableException.Code" /> is <see langword="null" /> then.</remarks>
public sealed class IterableNotFoundException : IterableException
{
    /// <summary>Makes the exception for an answer, or for the lack of one.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableNotFoundException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
