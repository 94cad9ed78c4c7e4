namespace Iterable.Generated;

/// <summary>
/// The service could not be reached, or the connection broke before the answer was complete. <see cref="IterableException.SurelyNotSent" />
/// tells them apart.
/// </summary>
public sealed class IterableConnectionException : IterableException
{
    /// <summary>Makes the exception for a call without an answer.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableConnectionException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }

    internal override CallFailureKind FailureKind => SurelyNotSent ? CallFailureKind.NotSent : CallFailureKind.Unknown;
}
