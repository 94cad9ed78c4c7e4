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

    public static async Task Export(NpgsqlDataSource database, IIterableClient iterable, DateTimeOffset start, DateTimeOffset end, CancellationToken stopping)
    {
        // PAGE: export
        var plan = new PostgreSqlExportPlan(database, "events-2025");
        await plan.EnsureAsync([ExportDataType.EmailSend, ExportDataType.EmailOpen], start, end, TimeSpan.FromDays(7), stopping);
        await plan.RunAsync(Environment.MachineName, async (partition, cancellation) =>
        {
            var options = new WindowedExportOptions { ResumeFrom = partition.ResumeFrom };
            await foreach (var window in iterable.Export.ReadWindowedAsync(partition.CreateQuery(), options, cancellation))
            {
                await using var connection = await database.OpenConnectionAsync(cancellation);
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await using (var rows = await connection.BeginBinaryImportAsync("copy events (type, email, at) from stdin (format binary)", cancellation))
                {
                    await foreach (var record in window.ReadAsync(cancellation))
                    {
                        await rows.StartRowAsync(cancellation);
                        await rows.WriteAsync(partition.DataType.Value, cancellation);
                        await rows.WriteAsync(record.Email, cancellation);
                        await rows.WriteAsync(record.CreatedAt, cancellation);
                    }

                    await rows.CompleteAsync(cancellation);
                }

                await partition.SaveAsync(window.Checkpoint, transaction, cancellation);
                await transaction.CommitAsync(cancellation);
            }
        }, cancellationToken: stopping);
        // PAGE: end
    }
}
