using System.Text;
using Iterable.Generated;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Fuzz.Readers;

/// <summary>The readers of exports and of other long answers.</summary>
internal static class Exports
{
    private const string Event = $$"""{"email":"{{Reader.Planted}}","createdAt":"2021-04-14 16:49:02 +00:00","campaignId":12,"messageId":null,"labels":["a","b"],"dataFields":{"total":1.5,"items":[{"sku":"x"}]},"city":"Zürich"}""";
    private const string UserEvents = $$"""{"events":[{{Event}},{"eventName":"emailOpen","email":"{{Reader.Planted}}"}],"email":"{{Reader.Planted}}"}""";
    private const string Rows = $"email,createdAt,campaignId,dataFields.total,city\n{Reader.Planted},2021-04-14 16:49:02 +00:00,12,1.5,\"Zürich, \"\"CH\"\"\"\n\"{Reader.Planted}\",2021-04-14T16:49:02.000Z,,,\"two\nlines\"\n";
    private const string Refusal = $$"""{"msg":"{{Reader.Planted}} is not known","code":"BadParams","params":null}""";
    private const string Page = $"<!DOCTYPE html><html><body>{Reader.Planted}</body></html>";

    private static readonly string[] Words = ["{\"events\":[", "]}", "\"events\"", "\"email\":", "\"createdAt\":", "\"campaignId\":1.5", "{}", "{\"email\":\"a\"}\n", "a,b\n", "\"a\nb\",c\n", ",,,,", Refusal, Page];

    public static IReadOnlyList<Reader> All { get; } =
    [
        Over("ndjson", [$"{Event}\n{Event}\n", $"\uFEFF{Event}\r\n\r\n{Event}", $"{Event}\n{Refusal}\n", Page], (stream, options) => ExportReader.ReadNdjsonAsync<ExportedEvent>(stream, options)),
        Over("ndjson-rows", [$"{Event}\n{Event}\n", $"{Event}\n{UserEvents}\n"], (stream, options) => ExportReader.ReadNdjsonAsync<IReadOnlyDictionary<string, string>>(stream, options)),
        Over("user-events", [UserEvents, $"{Event}\n{Event}\n", "{\"events\":[]}", $"{UserEvents}\n{UserEvents}", Refusal], (stream, options) => ExportReader.ReadUserEventsAsync<JObject>(stream, options)),
        Over("csv", [Rows, $"\uFEFF{Rows.Replace("\n", "\r\n")}", $"{Rows}{Refusal}\n", Page], (stream, options) => CsvExportReader.ReadAsync<ExportedEvent>(stream, options)),
        Over("csv-rows", [Rows.Replace(',', '\t'), Rows], (stream, options) =>
        {
            options.AcceptUnterminatedLastRow = true;
            return CsvExportReader.ReadAsync<IReadOnlyDictionary<string, string>>(stream, options, '\t');
        }),
        Over("lines", [$"{Reader.Planted}\nb@example.org\r\n\n", $"\uFEFF{Reader.Planted}", Refusal, Page], (stream, _) => new IterableStreamResponse(stream).ReadLinesAsync()),
        Over("table", [Rows, $"id,Total Opens\n1,2\n\nid,Unique Opens\n1,2\n"], (stream, _) => new IterableStreamResponse(stream, "text/csv").ReadRowsAsync()),
        new(
            "dead-letters",
            [$$"""{"record":"{{Reader.Planted}}","kind":"Refused","reason":"InvalidEmail","surelyNotSent":false}""" + "\n", $$"""{"record":"{{Reader.Planted}}","kind":"NotSent","reason":"Cancelled","code":"BadParams","surelyNotSent":true,"fields":[{"key":"a","expectedType":"long"}]}""" + "\n"],
            ["\"record\":", "\"kind\":", "\"Refused\"", "\"fields\":", "{\"record\":"],
            async (input, pieces) =>
            {
                var outcome = new Outcome();
                await foreach (var letter in BulkDeadLetters.ReadAsync<string>(new PiecesStream(input, pieces), number => outcome.AddMessage(number)))
                    outcome.Add(JsonConvert.SerializeObject(letter));
                return outcome;
            }),
    ];

    // Read twice: with a handler that takes the records that cannot be read, and without.
    private static Reader Over<T>(string name, string[] seeds, Func<Stream, ExportReadOptions, IAsyncEnumerable<T>> read) => new(name, seeds, Words, async (input, pieces) =>
    {
        var outcome = new Outcome();
        foreach (var handles in new[] { true, false })
        {
            var options = new ExportReadOptions { MaxRecordSize = 1024, IdleTimeout = Timeout.InfiniteTimeSpan };
            if (handles)
                options.OnUnreadableRecord = record =>
                {
                    outcome.AddMessage(record);
                    outcome.Add(Convert.ToHexString(record.Bytes));
                };
            try
            {
                await foreach (var record in read(new PiecesStream(input, pieces), options))
                    outcome.Add(record is string text ? text : JsonConvert.SerializeObject(record));
            }
            catch (IterableException e)
            {
                outcome.Fail(e);
                outcome.Add(e switch
                {
                    UnreadableExportRecordException unreadable => $"{unreadable.RecordsRead} {Convert.ToHexString(unreadable.Record.Bytes)}",
                    ExportInterruptedException interrupted => $"{interrupted.Reason} {interrupted.BytesRead} {interrupted.RecordsRead} {e.ApiMessage}",
                    _ => $"{e.Code} {e.ApiMessage}",
                });
            }
        }

        return outcome;
    });
}
