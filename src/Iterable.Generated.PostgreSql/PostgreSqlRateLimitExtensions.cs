using Iterable.Generated;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the processes of a service keep to one rate limit, through PostgreSQL.</summary>
public static class PostgreSqlRateLimitExtensions
{
    /// <summary>Shares the limits of a client through a PostgreSQL database, on connections of its own.</summary>
    /// <param name="builder">What <c>AddIterableClient</c> gave.</param>
    /// <param name="connectionString">Where the database is, as Npgsql has it: <c>Host=db.example;Database=service;Username=...</c>.</param>
    /// <param name="configure">Changes how the limiter works.</param>
    /// <returns>The same builder.</returns>
    public static IHttpClientBuilder UsePostgreSqlRateLimits(this IHttpClientBuilder builder, string connectionString, Action<IterableSharedRateLimiterOptions>? configure = null)
    {
        if (connectionString is null)
            throw new ArgumentNullException(nameof(connectionString));

        return builder.UseRateLimitStore(_ => new PostgreSqlRateLimitStore(connectionString), configure);
    }

    /// <summary>Shares the limits of a client through a PostgreSQL database, on connections of the application.</summary>
    /// <param name="builder">What <c>AddIterableClient</c> gave.</param>
    /// <param name="database">Gives the database: <c>provider => provider.GetRequiredService&lt;NpgsqlDataSource&gt;()</c>.</param>
    /// <param name="configure">Changes how the limiter works.</param>
    /// <returns>The same builder.</returns>
    public static IHttpClientBuilder UsePostgreSqlRateLimits(
        this IHttpClientBuilder builder, Func<IServiceProvider, NpgsqlDataSource> database, Action<IterableSharedRateLimiterOptions>? configure = null)
    {
        if (database is null)
            throw new ArgumentNullException(nameof(database));

        return builder.UseRateLimitStore(provider => new PostgreSqlRateLimitStore(database(provider)), configure);
    }
}
