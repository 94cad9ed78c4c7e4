namespace Iterable.Generated;

/// <summary>
/// Something that the application gave to the client failed when a call needed it: the provider of API keys, the provider of tokens, or a
/// limiter. The request was not sent, and Iterable has nothing to do with it.
/// </summary>
/// <remarks>
/// It is not repeated by the client. <see cref="Exception.InnerException" /> is the failure as it came from there, or tells what was wrong with
/// what came; its text, which becomes part of <see cref="Exception.ToString" />, is the application's own.
/// </remarks>
public sealed class IterableProviderException : IterableException
{
    /// <summary>Makes the exception for a call that was not sent.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The failure itself.</param>
    public IterableProviderException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }

    internal static IterableProviderException For(IterableOperation? operation, string provider, Exception reason) => new(
        $"{operation?.ToString() ?? "A request"} was not sent: {provider} failed with {reason.GetType().Name}.",
        new IterableErrorDetails { Operation = operation, SurelyNotSent = true },
        reason);
}
