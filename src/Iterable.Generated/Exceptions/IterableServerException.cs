namespace Iterable.Generated;

/// <summary>The service, or a gateway before it, failed or gave up waiting (408). Whether the call took effect is not known.</summary>
/// <remarks>Calls that are safe to repeat have been repeated before this is thrown, as far as the options allow.</remarks>
public sealed class IterableServerException : IterableException
{
    /// <summary>Makes the exception for an answer, or for the lack of one.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableServerException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
