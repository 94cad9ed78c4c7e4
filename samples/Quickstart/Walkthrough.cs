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

    private Task UpdateUsersAsync(CancellationToken cancellationToken)
    {
        UserUpdateRequest[] users =
        [
            new() { Email = Ada, DataFields = new JObject { ["firstName"] = "Ada", ["plan"] = "pro" } },
            new() { Email = Grace, DataFields = new JObject { ["firstName"] = "Grace", ["plan"] = "free" } },
        ];
        return SendAllAsync("users", iterable.Bulk.UserUpdates(), users, cancellationToken);
    }

    private Task TrackEventsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // With an id, an event that is sent twice counts once.
        TrackEventRequest[] events =
        [
            new(EventName) { Email = Ada, Id = $"quickstart-ada-{now.ToUnixTimeSeconds()}", CreatedAt = now, DataFields = new JObject { ["source"] = "newsletter" } },
            new(EventName) { Email = Grace, Id = $"quickstart-grace-{now.ToUnixTimeSeconds()}", CreatedAt = now, DataFields = new JObject { ["source"] = "friend" } },
        ];
        return SendAllAsync("events", iterable.Bulk.Events(), events, cancellationToken);
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        var lists = await iterable.Lists.ListListsAsync(cancellationToken);
        var listId = lists.Lists?.FirstOrDefault(list => list.Name == ListName)?.Id
            ?? (await iterable.Lists.CreateListAsync(new CreateListRequest(ListName), cancellationToken)).ListId!.Value;
        Subscriber[] subscribers = [new() { Email = Ada }, new() { Email = Grace }];
        await SendAllAsync("list", iterable.Bulk.ListSubscriptions(listId), subscribers, cancellationToken);
    }

    private async Task FillCatalogAsync(CancellationToken cancellationToken)
    {
        BulkCatalogItem[] books =
        [
            new("b-1", new JObject { ["title"] = "Sketch of the Analytical Engine" }),
            new("b-2", new JObject { ["title"] = "On Computable Numbers" }),
            new("b-3", new JObject { ["title"] = "The Education of a Computer" }),
        ];
        if (await SendAllAsync("catalog", iterable.Bulk.CatalogItems(CatalogName), books, cancellationToken) < books.Length)
        {
            report.Step("catalog", $"the project needs a catalog \"{CatalogName}\" for this step; create one in Iterable");
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

    private async Task<int> SendAllAsync<TRecord>(string step, IBulkLane<TRecord> lane, IReadOnlyCollection<TRecord> records, CancellationToken cancellationToken)
    {
        // HTTP 200 can hide failures. Here each record has exactly one outcome, whatever happens.
        var accepted = 0;
        await foreach (var outcome in lane.SendAsync(records, cancellationToken))
        {
            if (outcome.Kind == BulkOutcomeKind.Accepted)
                accepted++;
            else
                report.Step(step, $"record {outcome.Sequence}: {outcome}");
        }

        report.Step(step, $"{accepted} of {records.Count} accepted");
        return accepted;
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
