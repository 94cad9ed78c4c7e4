using Iterable.Generated;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

var services = new ServiceCollection();
services.AddIterableClient(new ConfigurationBuilder().AddInMemoryCollection(
[
    new("Iterable:BaseAddress", args[0]), new("Iterable:ApiKey", args[1]), new("Iterable:AttemptTimeout", "00:00:30"), new("Iterable:Retry:MaxRetries", "1"),
]).Build().GetSection("Iterable"));
await using var provider = services.BuildServiceProvider();
var iterable = provider.GetRequiredService<IIterableClient>();

await provider.GetRequiredService<IUsersClient>().UpdateUserAsync(new UserUpdateRequest
{
    Email = "ada@example.com",
    UserId = "ada",
    MergeNestedObjects = true,
    DataFields = new JObject { ["plan"] = "pro", ["address"] = new JObject { ["city"] = "London" } },
});
await iterable.Events.TrackEventAsync(new TrackEventRequest("signedUp")
{
    Email = "ada@example.com",
    Id = "signup-ada",
    CreatedAt = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero),
    DataFields = DataFields.From(new Source { Name = "trimmed", Campaign = 7 }, new DataFieldsOptions { CamelCase = true }),
});
await iterable.Subscriptions.SubscribeUserByEmailAsync(SubscriptionGroup.MessageType, 7, "ada@example.com");

var user = (await iterable.Users.GetUserByEmailAsync("ada@example.com")).User!;
Console.WriteLine($"user {user.UserId} {user.DataFields!["address"]!["city"]}");

var opens = new ExportQuery(ExportDataType.EmailOpen) { Range = ExportRange.All };
await foreach (var open in iterable.Export.ReadAsync(opens))
    Console.WriteLine($"open {open.Email} {open.CampaignId} {open.CreatedAt:O} {open.AdditionalProperties["country"]}");
await foreach (var open in iterable.Export.ReadAsync<Open>(opens))
    Console.WriteLine($"own {open.Email} {open.CampaignId} {open.Country}");
opens.Format = ExportFormat.Csv;
await foreach (var open in iterable.Export.ReadAsync<CsvOpen>(opens))
    Console.WriteLine($"csv {open.Email} {open.CampaignId}");

// Only written here: nothing but the call that takes it says that its members are read.
public sealed class Source
{
    public string? Name { get; set; }

    public long Campaign { get; set; }
}

public sealed class CsvOpen
{
    public string? Email { get; set; }

    public long CampaignId { get; set; }
}

// Only read here: without a word to the trimmer, nothing says that the members are ever set.
public sealed class Open
{
    public string? Email { get; set; }

    public long CampaignId { get; set; }

    public string? Country { get; set; }
}
