using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tests;

/// <summary>What the service is to have some day.</summary>
internal sealed class Thing
{
    public string? Title { get; set; }
}

/// <summary>The examples of docs/calls.md, letter by letter between the marks.</summary>
internal static class CallsPageExamples
{
    public static IIterableClient With(IIterableClient iterable)
    {
        // PAGE: with
        var patient = iterable.With(new IterableCallOptions
        {
            Timeout = TimeSpan.FromMinutes(10),
            Retries = false,
            Headers = { ["X-Request-Source"] = "nightly" },
            OnResponse = info => Console.WriteLine($"{info.Operation.Id}: {(int)info.StatusCode} in {info.Duration}"),
        });
        // PAGE: end
        return patient;
    }

    public static async Task<(JToken All, Thing One)> SendAsync(IIterableClient iterable, string name)
    {
        // PAGE: send
        var things = await iterable.SendAsync(HttpMethod.Get, "/api/things", new IterableQuery { { "limit", 10 }, { "state", "active" } });
        var thing = await iterable.SendAsync<Thing>(
            HttpMethod.Put,
            $"/api/things/{Uri.EscapeDataString(name)}",
            body: new { title = "A title" },
            options: new IterableSendOptions { RetrySafety = IterableRetrySafety.Always, Headers = { ["X-Request-Source"] = "nightly" } });
        // PAGE: end
        return (things, thing);
    }

    public static IterableClientOptions Sign(string jwtSecret)
    {
        // PAGE: sign
        var signed = new IterableClientOptions { ApiKey = "your-api-key", TokenProvider = new IterableJwtProvider(jwtSecret) };
        // PAGE: end
        return signed;
    }

    public static JObject Fields()
    {
        // PAGE: fields
        var fields = DataFields.From(new { FirstName = "Ada", SignedUp = DateTimeOffset.UtcNow }, new DataFieldsOptions { CamelCase = true });
        // PAGE: end
        return fields;
    }

    public static void Register(IServiceCollection services, IConfiguration configuration, string jwtSecret)
    {
        // PAGE: register
        services.AddIterableClient(configuration.GetSection("Iterable"));
        services.AddIterableClient("news", configuration.GetSection("News"), options => options.TokenProvider = new IterableJwtProvider(jwtSecret));
        // PAGE: end
    }
}
