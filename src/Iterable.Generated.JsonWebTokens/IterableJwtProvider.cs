namespace Iterable.Generated;

/// <summary>
/// Gives tokens for JWT-enabled API keys by signing them with the secret of the key, each for the user of its call. For services that may hold the
/// secret; an app or a web page must fetch its tokens from one.
/// </summary>
/// <example>
/// <code>
/// var options = new IterableClientOptions { ApiKey = key, TokenProvider = new IterableJwtProvider(secret) };
/// </code>
/// </example>
public sealed class IterableJwtProvider : IIterableTokenProvider
{
    private static readonly TimeSpan LeastLifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MostLifetime = TimeSpan.FromDays(365);

    private readonly Func<CancellationToken, ValueTask<string>> _secret;
    private readonly TimeSpan _lifetime;
    private readonly TimeProvider _time;

    /// <summary>Makes a provider for a secret that stays.</summary>
    /// <param name="secret">The JWT secret that Iterable showed when the key was made.</param>
    /// <param name="options">How tokens are made; copied.</param>
    /// <exception cref="ArgumentException">The secret is empty, or an option cannot be right.</exception>
    public IterableJwtProvider(string secret, IterableJwtOptions? options = null)
        : this(AlwaysThe(secret), options)
    {
    }

    /// <summary>Makes a provider for a secret that is rotated with its key.</summary>
    /// <param name="secret">Gives the secret; called for each token that is signed.</param>
    /// <param name="options">How tokens are made; copied.</param>
    /// <exception cref="ArgumentException">An option cannot be right.</exception>
    public IterableJwtProvider(Func<CancellationToken, ValueTask<string>> secret, IterableJwtOptions? options = null)
    {
        options ??= new IterableJwtOptions();
        if (options.Lifetime < LeastLifetime || options.Lifetime > MostLifetime)
            throw new ArgumentException($"{nameof(IterableJwtOptions)}.{nameof(options.Lifetime)} has to be from 2 minutes to 365 days.", nameof(options));

        _secret = secret ?? throw new ArgumentNullException(nameof(secret));
        _lifetime = options.Lifetime;
        _time = options.TimeProvider ?? throw new ArgumentException($"{nameof(IterableJwtOptions)}.{nameof(options.TimeProvider)} cannot be null.", nameof(options));
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The call names no user, or several; <see cref="IterableCallOptions.User" /> can tell which one is meant.</exception>
    public async ValueTask<IterableToken?> GetTokenAsync(IterableTokenRequest request, CancellationToken cancellationToken)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));
        if (request.User is not { } user)
            throw new InvalidOperationException($"{request.Operation} names no single user to sign a token for; say which one with IterableCallOptions.User.");

        var secret = await _secret(cancellationToken).ConfigureAwait(false);
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());
        var expiresAt = issuedAt + _lifetime;
        return new IterableToken(IterableJwt.Sign(secret, user, issuedAt, expiresAt), expiresAt);
    }

    private static Func<CancellationToken, ValueTask<string>> AlwaysThe(string secret)
    {
        IterableJwt.Check(secret);
        return _ => new(secret);
    }
}
