namespace Iterable.Generated;

/// <summary>The service answered with a success whose body is not what the operation answers with. The call took effect.</summary>
/// <remarks><see cref="IterableException.ResponseBody" /> holds the answer as it came.</remarks>
public sealed class IterableUnreadableResponseException : IterableException
{
    /// <summary>Makes the exception for an answer, or for the lack of one.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableUnreadableResponseException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
