using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Iterable.Generated.Tests;

/// <summary>The examples of docs/scale.md, letter by letter between the marks.</summary>
internal static class ScalePageExamples
{
    public static void Redis(IServiceCollection services, IConfiguration configuration)
    {
        // PAGE: redis
        services.AddIterableClient(configuration.GetSection("Iterable"), options =>
        {
            options.RateLimit.Project = "shop";
            options.RateLimit.Organization = "acme";
        }).UseRedisRateLimits("redis.example:6379");
        // PAGE: end
    }

    public static void PostgreSql(IServiceCollection services, IConfiguration configuration)
    {
        // PAGE: postgresql
        services.AddIterableClient(configuration.GetSection("Iterable"), options =>
        {
            options.RateLimit.Project = "shop";
            options.RateLimit.Organization = "acme";
        }).UsePostgreSqlRateLimits("Host=db.example;Database=service;Username=service");
        // PAGE: end
    }

    public static IterableClient Hand(NpgsqlDataSource database)
    {
        // PAGE: hand
        var limiter = new IterableSharedRateLimiter(new PostgreSqlRateLimitStore(database), new IterableSharedRateLimiterOptions
        {
            Share = 0.8,
            Processes = 4,
            WhenStoreIsAway = IterableStoreOutage.Fail,
        });
        var iterable = new IterableClient(new IterableClientOptions
        {
            ApiKey = "your-api-key",
            RateLimit =
            {
                Limiter = limiter,
                Project = "shop",
                Organization = "acme",
                Limits = { [IterableOperations.UpdateUser] = new IterableRateLimit(1000, TimeSpan.FromSeconds(1), IterableRateLimitScope.Project) },
            },
        });
        // PAGE: end
        return iterable;
    }
}
