using Iterable.Generated;
using Newtonsoft.Json.Linq;

namespace Quickstart;

/// <summary>The main job of an integration service, step by step: what one would paste into one's own.</summary>
internal sealed class Walkthrough(IIterableClient iterable, IReport report)
{
    // Addresses that RFC 2606 reserves for examples: nobody gets mail at them.
    private const string Ada = "ada@example.com";
    private const string Grace = "grace@example.com";

    public const string ListName = "Quickstart";
    public const string CatalogName = "quickstart-books";
    public const string EventName = "quickstartSignedUp";

    /// <summary>Whom it writes to, in words.</summary>
    public static string Users => $"{Ada}, {Grace}";

    public async Task RunAsync(long? campaignId, CancellationToken cancellationToken)
    {
        var started = DateTimeOffset.UtcNow;
        await UpdateUsersAsync(cancellationToken);
        await TrackEventsAsync(started, cancellationToken);
        await SubscribeAsync(cancellationToken);
        await FillCatalogAsync(cancellationToken);
        await SendAsync(campaignId, cancellationToken);
        await ExportAsync(started, cancellationToken);
    }

    private async Task UpdateUsersAsync(CancellationToken cancellationToken)
    {
        var updated = await iterable.Users.BulkUpdateUsersAsync(
            new BulkUpdateUsersRequest([
                new UserUpdateRequest { Email = Ada, DataFields = new JObject { ["firstName"] = "Ada", ["plan"] = "pro" } },
                new UserUpdateRequest { Email = Grace, DataFields = new JObject { ["firstName"] = "Grace", ["plan"] = "free" } },
            ]),
            cancellationToken);

        // HTTP 200 can hide failures: the counters tell.
        report.Step("users", $"{updated.SuccessCount} updated, {updated.FailCount} failed");
    }

    private async Task TrackEventsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tracked = await iterable.Events.TrackBulkEventsAsync(
            new BulkTrackRequest([
                new TrackEventRequest(EventName) { Email = Ada, Id = $"quickstart-ada-{now.ToUnixTimeSeconds()}", CreatedAt = now, DataFields = new JObject { ["source"] = "newsletter" } },
                new TrackEventRequest(EventName) { Email = Grace, Id = $"quickstart-grace-{now.ToUnixTimeSeconds()}", CreatedAt = now, DataFields = new JObject { ["source"] = "friend" } },
            ]),
            cancellationToken);
        report.Step("events", $"{tracked.SuccessCount} tracked, {tracked.FailCount} failed");
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        var lists = await iterable.Lists.ListListsAsync(cancellationToken);
        var listId = lists.Lists?.FirstOrDefault(list => list.Name == ListName)?.Id
            ?? (await iterable.Lists.CreateListAsync(new CreateListRequest(ListName), cancellationToken)).ListId!.Value;
        var subscribed = await iterable.Lists.SubscribeToListAsync(
            new SubscribeRequest(listId, [new Subscriber { Email = Ada }, new Subscriber { Email = Grace }]),
            cancellationToken);
        report.Step("list", $"{subscribed.SuccessCount} subscribed to \"{ListName}\" ({listId})");
    }

    private async Task FillCatalogAsync(CancellationToken cancellationToken)
    {
        (string Id, string Title)[] books = [("b-1", "Sketch of the Analytical Engine"), ("b-2", "On Computable Numbers"), ("b-3", "The Education of a Computer")];
        try
        {
            foreach (var (id, title) in books)
                await iterable.Catalogs.CreateOrReplaceCatalogItemAsync(CatalogName, id, new PutCatalogItemRequest(new JObject { ["title"] = title }), cancellationToken);
        }
        catch (IterableException e) when (e.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.BadRequest)
        {
            report.Step("catalog", $"left out: {e.Message} The project needs a catalog \"{CatalogName}\" for this step; create one in Iterable.");
            return;
        }

        for (var number = 1; ; number++)
        {
            var page = await iterable.Catalogs.ListCatalogItemsAsync(CatalogName, page: number, pageSize: 2, cancellationToken: cancellationToken);
            foreach (var item in page.CatalogItemsWithProperties ?? [])
                report.Step($"page {number}", $"{item.ItemId}  {item.Value?["title"]}");
            if (page.NextPageUrl is null)
                break;
        }
    }

    private async Task SendAsync(long? campaignId, CancellationToken cancellationToken)
    {
        if (campaignId is not { } campaign)
        {
            report.Step("e-mail", "left out: no message is sent from here to a real account");
            return;
        }

        var sent = await iterable.Email.SendTransactionalEmailAsync(
            new TargetEmailRequest(campaign) { RecipientEmail = Ada, DataFields = new JObject { ["code"] = "1815" } },
            cancellationToken);
        report.Step("e-mail", $"campaign {campaign} to {Ada}: {sent.Code}");
    }

    private async Task ExportAsync(DateTimeOffset started, CancellationToken cancellationToken)
    {
        // The end of a window is exclusive. The service stores events later than it takes them, so a fresh one may still be missing.
        foreach (var format in new[] { ExportFormat.Ndjson, ExportFormat.Csv })
        {
            var query = new ExportQuery(ExportDataType.CustomEvent) { Start = started.AddMinutes(-1), End = started.AddMinutes(1), Format = format };
            var count = 0;
            await foreach (var record in iterable.Export.ReadAsync(query, cancellationToken: cancellationToken))
            {
                count++;
                report.Step(format.ToString().ToUpperInvariant(), $"{record.CreatedAt:yyyy-MM-dd HH:mm:ss zzz}  {record.Email,-18} {record.EventName}");
            }

            report.Step(format.ToString().ToUpperInvariant(), $"{count} events exported");
        }
    }
}
