namespace Iterable.Generated;

/// <summary>The service did not accept what was sent: a member is missing or wrong, a user is unknown, a batch is too large.</summary>
/// <remarks>Sending the same again gives the same answer. <see cref="IterableException.Code" /> tells more, such as <c>BadParams</c>, <c>BatchTooLarge</c> or <c>UnknownEmailError</c>; it can also be <c>Success</c>, which the service gives for an unknown list.</remarks>
public class IterableBadRequestException : IterableException
{
    /// <summary>Makes the exception for an answer, or for the lack of one.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableBadRequestException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
