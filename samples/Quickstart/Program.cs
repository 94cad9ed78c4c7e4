using Iterable.Generated;
using Newtonsoft.Json.Linq;
using Quickstart;

Console.WriteLine("Iterable.Generated quickstart. No account is used: a handler inside this process answers in the service's own shapes.");
Console.WriteLine();

using var transport = new HttpClient(new InProcessIterable());
using var iterable = new IterableClient(new IterableClientOptions { ApiKey = "a-key-of-no-account" }, transport);

// A profile is created or changed under its e-mail address.
var updated = await iterable.Users.UpdateUserAsync(new UserUpdateRequest
{
    Email = "ada@example.com",
    DataFields = new JObject { ["firstName"] = "Ada", ["plan"] = "pro" },
});
Console.WriteLine($"user updated    ada@example.com: {updated.Code}");

// With an id the event can be sent twice and counts once.
var tracked = await iterable.Events.TrackEventAsync(new TrackEventRequest
{
    Email = "ada@example.com",
    EventName = "signedUp",
    Id = "signup-ada-1",
    CreatedAt = new DateTimeOffset(2026, 1, 14, 6, 20, 22, TimeSpan.Zero),
    DataFields = new JObject { ["source"] = "newsletter" },
});
Console.WriteLine($"event tracked   signedUp: {tracked.Code}");

var page = await iterable.Catalogs.ListCatalogItemsAsync("books", page: 1, pageSize: 2);
Console.WriteLine($"catalog page    books: {page.CatalogItemsWithProperties?.Count} of {page.TotalItemsCount} items");
foreach (var item in page.CatalogItemsWithProperties ?? [])
    Console.WriteLine($"                {item.ItemId,-10} {(string?)item.Value?["title"]}");

// An export is a stream of NDJSON records; it is read as it arrives.
await using var export = await iterable.Export.ExportDataJsonAsync(
    ExportDataType.CustomEvent,
    startDateTime: new DateTimeOffset(2026, 1, 14, 0, 0, 0, TimeSpan.Zero),
    endDateTime: new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero));
Console.WriteLine("exported events");
await foreach (var line in export.ReadLinesAsync())
{
    var record = JObject.Parse(line);
    Console.WriteLine($"                {record["createdAt"]}  {record["email"],-16}  {record["eventName"]}");
}
