namespace Iterable.Generated;

/// <summary>The service did not accept the API key, or the token that went with it.</summary>
/// <remarks>
/// The code <c>BadApiKey</c> stands for a key the service does not know (keys do not cross data centers), for one that is disabled, and for one
/// of a type that may not call the operation; then <see cref="IterableException.Params" /> has its <c>apiKeyType</c>. <c>InvalidJwtPayload</c> means
/// the token of a JWT-enabled key; it has been renewed and the call made again before this is thrown.
/// </remarks>
public sealed class IterableUnauthorizedException : IterableException
{
    /// <summary>Makes the exception for an answer.</summary>
    /// <param name="message">What failed, without personal data and without the key.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableUnauthorizedException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException) => BaseAddress = details.BaseAddress;

    /// <summary>The address that was asked, which tells the data center.</summary>
    public Uri? BaseAddress { get; }
}
