namespace Iterable.Generated;

/// <summary>
/// Gives the tokens that go out beside a JWT-enabled API key. The client caches them for each user, asks again a minute before
/// one expires, and asks once more when the service refuses one.
/// </summary>
/// <remarks>The package <c>Iterable.Generated.JsonWebTokens</c> has one that signs tokens with the key's secret.</remarks>
public interface IIterableTokenProvider
{
    /// <summary>Gets a token. It may be called by several threads at once, for one user by one at a time.</summary>
    /// <param name="request">What the token is for.</param>
    /// <param name="cancellationToken">Is cancelled with the call that needs the token.</param>
    /// <returns>The token, or <see langword="null" /> to make the call without one.</returns>
    ValueTask<IterableToken?> GetTokenAsync(IterableTokenRequest request, CancellationToken cancellationToken);
}
