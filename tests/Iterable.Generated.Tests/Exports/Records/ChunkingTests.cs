using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Records;

/// <summary>What comes of a body depends on its bytes and not on the pieces they come in, errors included.</summary>
public class ChunkingTests
{
    private static readonly string[] Pieces =
    [
        "\uFEFF", "\n", "\r\n", "\r", " ", ",", "\"", "\"\"", "{", "}", "[", "]", ":", "\\", "x", "é", "😀", "null", "5", "{}", "a,b\n", "email,eventName\n", "\"a\nb\",c\n",
        "{\"email\":\"a\"}\n", "{\"email\":\"a\"},", "{\"events\":[", "{ \"events\" : [\n", "{\"events\":[1],\"email\":\"b\"}\n", "\"more\":1}", "]}", "<html>", "<!DOCTYPE html>",
        "{\"msg\":\"m\",\"code\":\"GenericError\"}\n", "{\"msg\":\"m\",\"code\":\"GenericError\",\"params\":null}", new string('x', 700), new string(' ', 600), "{\"email\":\"" + new string('y', 1000) + "\"}\n",
    ];

    internal static readonly Gen<byte[]> Bodies = Gen.OneOf(Gen.Elements(Pieces).Select(Encoding.UTF8.GetBytes), Gen.Choose(0, 255).Select(one => new[] { (byte)one }))
        .ArrayOf()
        .Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    private static readonly Gen<int[]> Sizes = Gen.Choose(1, 5).ArrayOf().Select(sizes => sizes.Length == 0 ? [1] : sizes);

    private static IEnumerable<string> Readers => Ways.Keys;

    private static Dictionary<string, Func<Stream, ExportReadOptions, IAsyncEnumerable<object>>> Ways { get; } = new()
    {
        ["NDJSON"] = (stream, options) => ExportReader.ReadNdjsonAsync<JObject>(stream, options),
        ["events of a user"] = (stream, options) => ExportReader.ReadUserEventsAsync<JObject>(stream, options),
        ["CSV"] = (stream, options) => CsvExportReader.ReadAsync<Dictionary<string, string>>(stream, options),
        ["CSV with an open end"] = (stream, options) =>
        {
            options.AcceptUnterminatedLastRow = true;
            return CsvExportReader.ReadAsync<JObject>(stream, options);
        },
        ["lines"] = (stream, _) => new IterableStreamResponse(stream).ReadLinesAsync(),
    };

    [TestCaseSource(nameof(Readers))]
    public void Any_pieces_give_the_same_outcome(string reader) =>
        Prop.ForAll(Bodies.ToArbitrary(), Sizes.ToArbitrary(), (body, sizes) =>
        {
            foreach (var handles in new[] { true, false })
            {
                var whole = OutcomeAsync(reader, new PiecesStream(body, [int.MaxValue]), handles).GetAwaiter().GetResult();
                Assert.That(OutcomeAsync(reader, new PiecesStream(body, sizes), handles).GetAwaiter().GetResult(), Is.EqualTo(whole), Encoding.UTF8.GetString(body));
                Assert.That(OutcomeAsync(reader, new PiecesStream(body, [1]), handles).GetAwaiter().GetResult(), Is.EqualTo(whole), Encoding.UTF8.GetString(body));
            }
        }).Check(Properties.Cases(300).WithEndSize(25));

    [Test]
    public async Task A_page_after_blanks_and_a_mark_is_a_page_byte_by_byte()
    {
        var body = Encoding.UTF8.GetBytes("\t\uFEFF <!DOCTYPE html>");

        Assert.That(await OutcomeAsync("CSV", new PiecesStream(body, [1]), handles: false), Does.Contain("a page of HTML"));
    }

    private static async Task<string> OutcomeAsync(string reader, Stream stream, bool handles)
    {
        var outcome = new StringBuilder();
        var options = new ExportReadOptions { MaxRecordSize = 1024, IdleTimeout = Timeout.InfiniteTimeSpan };
        if (handles)
            options.OnUnreadableRecord = record => outcome.Append($"refused {record} {Convert.ToHexString(record.Bytes)}\n");

        try
        {
            await foreach (var record in Ways[reader](stream, options))
                outcome.Append(JsonConvert.SerializeObject(record)).Append('\n');
        }
        catch (IterableException e)
        {
            outcome.Append(e switch
            {
                UnreadableExportRecordException unreadable => $"{e.Message} {unreadable.RecordsRead} {Convert.ToHexString(unreadable.Record.Bytes)}",
                ExportInterruptedException interrupted => $"{e.Message} {interrupted.Reason} {interrupted.BytesRead} {interrupted.RecordsRead} {e.ApiMessage}",
                _ => $"{e.GetType().Name} {e.Message} {e.Code}",
            });
        }

        return outcome.ToString();
    }
}
