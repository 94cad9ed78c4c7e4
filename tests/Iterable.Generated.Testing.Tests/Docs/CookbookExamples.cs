namespace Iterable.Generated.Testing.Tests;

using ExportQuery = Iterable.Generated.ExportQuery;

/// <summary>The examples of docs/cookbook.md, letter by letter between the marks, so that they compile and run.</summary>
internal static class CookbookExamples
{
    public static async Task Outbox(IIterableClient iterable, OutboxTable outbox)
    {
        // Page: outbox
        await foreach (var outcome in iterable.Bulk.Events().SendAsync(outbox.UnsentAsync().Select(row => new BulkRecord<TrackEventRequest>(
            new TrackEventRequest(row.EventName) { Email = row.Email, Id = row.Id, CreatedAt = row.CreatedAt }, state: row.Id))))
        {
            var id = (string)outcome.State!;
            if (outcome.Kind is BulkOutcomeKind.Accepted or BulkOutcomeKind.AcceptedWithoutFields)
                await outbox.MarkSentAsync(id);
            else if (outcome.Kind == BulkOutcomeKind.Refused)
                await outbox.SetAsideAsync(id, outcome.ToString());
        }
        // Page: end
    }

    public static async Task<string> Receipt(IIterableClient iterable, string email)
    {
        // Page: receipt
        try
        {
            await iterable.Email.SendTransactionalEmailAsync(new TargetEmailRequest(42) { RecipientEmail = email });
            return "sent";
        }
        catch (IterableException e) when (e.SurelyNotSent || e is IterableRateLimitedException)
        {
            return "try again";
        }
        catch (IterableException e) when ((int?)e.StatusCode is >= 400 and < 500 and not 408)
        {
            return $"refused: {e.Code}";
        }
        catch (IterableException)
        {
            // It may be on its way. Only the recipient, or an export of emailSend, can tell.
            return "unclear";
        }
        // Page: end
    }

    public static async Task Warehouse(IIterableClient iterable, string folder)
    {
        // Page: warehouse
        var mark = Path.Combine(folder, "mark.txt");
        var query = new ExportQuery(ExportDataType.CustomEvent) { Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), End = DateTimeOffset.UtcNow.AddHours(-1) };
        var options = new WindowedExportOptions { ResumeFrom = File.Exists(mark) ? ExportCheckpoint.Parse(await File.ReadAllTextAsync(mark)) : null };
        await foreach (var window in iterable.Export.ReadWindowedAsync<JObject>(query, options))
        {
            // A window that is loaded again after a crash takes the place of itself.
            var file = Path.Combine(folder, $"{window.Start:yyyyMMddTHHmmss}.ndjson");
            await using (var text = File.CreateText(file + ".new"))
            {
                await foreach (var record in window.ReadAsync())
                    await text.WriteLineAsync(record.ToString(Newtonsoft.Json.Formatting.None));
            }

            File.Move(file + ".new", file, overwrite: true);
            await File.WriteAllTextAsync(mark + ".new", window.Checkpoint.ToString());
            File.Move(mark + ".new", mark, overwrite: true);
        }
        // Page: end
    }

    public static async Task Sync(IIterableClient iterable, IAsyncEnumerable<Customer> changedSinceYesterday, string refusedFile)
    {
        // Page: sync
        var check = await BulkFieldCheck.FetchAsync(iterable.Users);
        await using var refused = new FileStream(refusedFile, FileMode.Create);
        var users = changedSinceYesterday.Select(customer => new UserUpdateRequest
        {
            Email = customer.Email,
            DataFields = DataFields.From(new { plan = customer.Plan, lastOrder = customer.LastOrder }),
        });
        await foreach (var outcome in iterable.Bulk.UserUpdates(new() { FieldCheck = check }).SendAsync(users))
        {
            if (outcome.Kind != BulkOutcomeKind.Accepted)
                await BulkDeadLetters.WriteAsync(refused, outcome);
        }
        // Page: end
    }

    public static IterableClient Proxy()
    {
        // Page: proxy
        var iterable = new IterableClient(new IterableClientOptions
        {
            ApiKey = "your-api-key",
            Proxy = new WebProxy("http://proxy.example:3128"),
        });
        // Page: end
        return iterable;
    }

    /// <summary>Stands for a table of the reader of the page.</summary>
    internal sealed class OutboxTable(IEnumerable<OutboxRow> rows)
    {
        public List<string> Sent { get; } = [];

        public List<string> Aside { get; } = [];

        public IAsyncEnumerable<OutboxRow> UnsentAsync() => rows.Where(row => !Sent.Contains(row.Id)).ToAsyncEnumerable();

        public Task MarkSentAsync(string id)
        {
            Sent.Add(id);
            return Task.CompletedTask;
        }

        public Task SetAsideAsync(string id, string reason)
        {
            Aside.Add($"{id} {reason}");
            return Task.CompletedTask;
        }
    }

    /// <summary>Stands for a row of it.</summary>
    internal sealed record OutboxRow(string Id, string EventName, string Email, DateTimeOffset CreatedAt);

    /// <summary>Stands for a row of the customers of the reader of the page.</summary>
    internal sealed record Customer(string Email, string Plan, DateTimeOffset LastOrder);
}
