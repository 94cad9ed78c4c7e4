using System.Text;
using Iterable.Generated;
using Newtonsoft.Json;

namespace Iterable.Fuzz.Readers;

/// <summary>The readers of short texts and of single documents.</summary>
internal static class Texts
{
    private const string Webhook = $$$"""
        {"email":"{{{Reader.Planted}}}","userId":"u1","eventName":"emailClick","dataFields":{"campaignId":49313,"campaignName":"May","messageId":"d0aa7801f91f4824997a631f3ed583c3","createdAt":"2017-05-15 23:59:47 +00:00","url":"https://example.org/a","emailListIds":[1,2],"email":"{{{Reader.Planted}}}"}}
        """;

    public static IReadOnlyList<Reader> All { get; } =
    [
        new(
            "webhooks",
            [Webhook, Webhook.Replace("eventName", "eventTitle"), "{}", $$$"""{"eventName":"smsReceived","dataFields":{"smsMessage":{"body":"{{{Reader.Planted}}}"},"createdAt":1494892787000}}"""],
            ["\"eventName\":", "\"dataFields\":", "\"createdAt\":", "\"messageId\":", "@placeholder.email", "{\"a\":", "1494892787"],
            ReadWebhookAsync),
        Over("times", ["2021-04-14 16:49:02 +00:00", "2021-04-14T16:49:02.000Z", "1618418942000", "1618418942", "2021-04-14 10:49:02 -06:00", "2021-04-14 16:49:02 UTC", "2021-04-14", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00"], ["Z", "+14:00", "-00:00", "24:00", ":60", ".9999999", "T"], (text, outcome) =>
        {
            // As a time of an event; what is none is kept beside the members.
            var json = JsonConvert.SerializeObject(new { dataFields = new { createdAt = text } });
            var read = IterableWebhookEvent.Parse(Encoding.UTF8.GetBytes(json));
            outcome.Add($"{read.CreatedAt:O}");
            if (read.CreatedAt is null && !string.IsNullOrWhiteSpace(text) && read.DataFields?.AdditionalProperties.ContainsKey("createdAt") != true)
                throw new InvalidOperationException("A time that cannot be read is lost.");
            var again = IterableWebhookEvent.Parse(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(read)));
            if (again.CreatedAt is null != read.CreatedAt is null || Math.Abs((again.CreatedAt - read.CreatedAt)?.TotalSeconds ?? 0) >= 1)
                throw new InvalidOperationException($"{read.CreatedAt:O} becomes {again.CreatedAt:O} when it is written and read.");
        }),
        Over("window-checkpoints", ["2026-01-05T00:00:00Z/86400", "2026-01-05T00:00:00Z/1"], ["/", "Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "99999999999", "100000000000"], (text, outcome) =>
        {
            var read = ExportCheckpoint.Parse(text);
            outcome.Add(read);
            if (!ExportCheckpoint.Parse(read.ToString()).Equals(read))
                throw new InvalidOperationException($"{read} is another checkpoint when it is read again.");
        }),
        Over("job-checkpoints", ["3562/Csv/0/file-1679086247925.csv", "3562/Ndjson/0/", "3562/Csv/9/a/b.csv", "3562/0/0/"], ["/", "Csv", "Ndjson", "1", "2", "59", "65580", "Csv,Ndjson"], (text, outcome) =>
        {
            var read = ExportJobCheckpoint.Parse(text);
            outcome.Add(read);
            if (!Enum.IsDefined(read.Format) || ExportJobCheckpoint.Parse(read.ToString()).ToString() != read.ToString())
                throw new InvalidOperationException($"{read} is no checkpoint.");
        }),
    ];

    private static Reader Over(string name, string[] seeds, string[] words, Action<string, Outcome> read) => new(name, seeds, words, (input, _) =>
    {
        var outcome = new Outcome();
        try
        {
            read(Encoding.UTF8.GetString(input), outcome);
        }
        catch (FormatException e)
        {
            outcome.Fail(e);
        }

        return Task.FromResult(outcome);
    }, IsWhole: true);

    private static async Task<Outcome> ReadWebhookAsync(byte[] input, int[] pieces)
    {
        var outcome = new Outcome();
        try
        {
            var read = await IterableWebhookEvent.ParseAsync(new PiecesStream(input, pieces));
            outcome.Add($"{JsonConvert.SerializeObject(read)} {read.Kind} {read.CreatedAt:O} {read.UserEmail} {read.DuplicateKey}");
            // Times are written in whole seconds.
            if (read.CreatedAt?.Ticks % TimeSpan.TicksPerSecond is null or 0 && IterableWebhookEvent.Parse(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(read))).DuplicateKey != read.DuplicateKey)
                throw new InvalidOperationException("An event has another key when it was written and read.");
        }
        catch (FormatException e)
        {
            outcome.Fail(e);
        }

        return outcome;
    }
}
