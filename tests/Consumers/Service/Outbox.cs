using System.Text.Json;
using Iterable.Generated;

namespace Service;

/// <summary>Calls that are kept as text with what else a service writes, and sent later.</summary>
internal static class Outbox
{
    public static async Task Run(Action<IServiceCollection> register)
    {
        var order = JsonSerializer.Deserialize<Dictionary<string, object>>("""{"sku":"b-1","total":12345678901234567.89,"count":9007199254740993,"note":null}""")!;
        var kept = JsonSerializer.Serialize(new Entry(1, new TrackEventRequest("ordered")
        {
            Email = "ada@example.com",
            Id = "order-1",
            CreatedAt = new DateTimeOffset(2026, 11, 26, 9, 30, 0, TimeSpan.FromHours(2)),
            DataFields = DataFields.From(order),
        }));

        var services = new ServiceCollection();
        register(services);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IEventsClient>().TrackEventAsync(JsonSerializer.Deserialize<Entry>(kept)!.Call);
        Console.WriteLine(kept);
    }

    private sealed record Entry(int Number, TrackEventRequest Call);
}
