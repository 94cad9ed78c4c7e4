using Iterable.Generated;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the processes of a service keep to one rate limit, through Redis.</summary>
public static class RedisRateLimitExtensions
{
    /// <summary>Shares the limits of a client through a Redis server, on a connection of its own.</summary>
    /// <param name="builder">What <c>AddIterableClient</c> gave.</param>
    /// <param name="configuration">Where the server is, as StackExchange.Redis has it: <c>redis.example:6379,password=...</c>.</param>
    /// <param name="configure">Changes how the limiter works.</param>
    /// <returns>The same builder.</returns>
    public static IHttpClientBuilder UseRedisRateLimits(this IHttpClientBuilder builder, string configuration, Action<IterableSharedRateLimiterOptions>? configure = null)
    {
        if (configuration is null)
            throw new ArgumentNullException(nameof(configuration));

        return builder.UseRateLimitStore(_ => new RedisRateLimitStore(configuration), configure);
    }

    /// <summary>Shares the limits of a client through a Redis server, on a connection of the application, which should have <see cref="BacklogPolicy.FailFast" />.</summary>
    /// <param name="builder">What <c>AddIterableClient</c> gave.</param>
    /// <param name="connection">Gives the connection: <c>provider => provider.GetRequiredService&lt;IConnectionMultiplexer&gt;()</c>.</param>
    /// <param name="configure">Changes how the limiter works.</param>
    /// <returns>The same builder.</returns>
    public static IHttpClientBuilder UseRedisRateLimits(
        this IHttpClientBuilder builder, Func<IServiceProvider, IConnectionMultiplexer> connection, Action<IterableSharedRateLimiterOptions>? configure = null)
    {
        if (connection is null)
            throw new ArgumentNullException(nameof(connection));

        return builder.UseRateLimitStore(provider => new RedisRateLimitStore(connection(provider)), configure);
    }
}
