namespace Iterable.Generated;

/// <summary>The time allowed for a call was over before its answer came.</summary>
/// <remarks>
/// The call may have taken effect, unless <see cref="IterableException.SurelyNotSent" /> says that it never went out. The caller's own cancellation is never this exception, but an
/// <see cref="OperationCanceledException" />.
/// </remarks>
public sealed class IterableTimeoutException : IterableException
{
    /// <summary>Makes the exception for a call without an answer.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableTimeoutException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }

    internal override CallFailureKind FailureKind => SurelyNotSent ? CallFailureKind.NotSent : CallFailureKind.Unknown;
}
