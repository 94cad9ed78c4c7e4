namespace Iterable.Generated;

/// <summary>The service holds something that the call contradicts, such as a user who asked to be forgotten or an external key in use.</summary>
/// <remarks>See <see cref="IterableException.Code" />, for example <c>ForgottenUserError</c> or <c>ExternalKeyConflict</c>.</remarks>
public sealed class IterableConflictException : IterableException
{
    /// <summary>Makes the exception for an answer, or for the lack of one.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableConflictException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
