using System.Collections.Generic;
using System.Threading.Tasks;

using Iterable.Generated;

using Microsoft.Extensions.DependencyInjection;

/// <summary>What a signed application of .NET Framework does with the packages.</summary>
public static class Worker
{
    public static void Add(IServiceCollection services, string key, string secret) => services.AddIterableClient(options =>
    {
        options.ApiKey = key;
        options.TokenProvider = new IterableJwtProvider(secret);
        options.RateLimit.Project = "shop";
        options.RateLimit.Organization = "acme";
    }).UseRedisRateLimits("redis.example:6379");

    public static void AddNews(IServiceCollection services, string key) => services.AddIterableClient("news", options => options.ApiKey = key)
        .UsePostgreSqlRateLimits("Host=db.example;Database=service");

    public static async Task<IterableResponse> UpdateAsync(IIterableClient iterable, IEnumerable<string> lists)
    {
        await foreach (var record in iterable.Export.ReadAsync(new ExportQuery(ExportDataType.EmailOpen)))
            _ = record.Email;
        using (var metrics = await iterable.Campaigns.GetCampaignMetricsAsync(new long[] { 1 }))
        {
            await foreach (var row in metrics.ReadRowsAsync())
                _ = row["id"];
        }

        return await iterable.Users.UpdateUserAsync(new UserUpdateRequest { Email = string.Join(",", lists) });
    }
}
