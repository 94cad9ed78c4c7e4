using Iterable.Generated;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the processes of a service keep to one rate limit.</summary>
public static class IterableRateLimitStoreExtensions
{
    /// <summary>
    /// Gives a client an <see cref="IterableSharedRateLimiter" /> on a store. Its options need <see cref="IterableRateLimitOptions.Project" /> and
    /// <see cref="IterableRateLimitOptions.Organization" /> then; without them the host does not start.
    /// </summary>
    /// <param name="builder">What <c>AddIterableClient</c> gave.</param>
    /// <param name="createStore">Makes the store, once; the container disposes it if it can be.</param>
    /// <param name="configure">Changes how the limiter works. Its clock and its log are those of the host.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The builder is not of a client of Iterable.</exception>
    public static IHttpClientBuilder UseRateLimitStore(
        this IHttpClientBuilder builder, Func<IServiceProvider, IIterableRateLimitStore> createStore, Action<IterableSharedRateLimiterOptions>? configure = null)
    {
        if (builder is null)
            throw new ArgumentNullException(nameof(builder));
        if (createStore is null)
            throw new ArgumentNullException(nameof(createStore));
        if (ClientRegistration.OptionsNameOf(builder) is not { } optionsName)
            throw new ArgumentException($"The builder of the HttpClient '{builder.Name}' is not what AddIterableClient gives.", nameof(builder));

        builder.Services.AddKeyedSingleton(builder.Name, (provider, _) => createStore(provider));
        builder.Services.AddKeyedSingleton(builder.Name, (provider, _) => CreateLimiter(provider, builder.Name, configure));
        builder.Services.AddOptions<IterableClientOptions>(optionsName)
            .Configure<IServiceProvider>((options, provider) => options.RateLimit.Limiter = provider.GetRequiredKeyedService<IterableSharedRateLimiter>(builder.Name));
        return builder;
    }

    private static IterableSharedRateLimiter CreateLimiter(IServiceProvider provider, string key, Action<IterableSharedRateLimiterOptions>? configure)
    {
        var options = new IterableSharedRateLimiterOptions
        {
            LoggerFactory = provider.GetService<ILoggerFactory>(),
            TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System,
        };
        configure?.Invoke(options);
        return new IterableSharedRateLimiter(provider.GetRequiredKeyedService<IIterableRateLimitStore>(key), options);
    }
}
