using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Iterable.Generated.Tests.Exports.Records;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Csv;

/// <summary>A download is judged without a parser of CSV, and judged as the parser would.</summary>
public class CsvCheckTests
{
    // Where bytes are no UTF-8, the parser hands out what it made of them. After a carriage return that stands alone inside of quotes it may number lines
    // otherwise than the check, which counts line feeds there.
    private static readonly Gen<byte[]> Texts = ChunkingTests.Bodies.Select(body => Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(body), "\r(?!\n)", "\n")));

    private static readonly Gen<byte[]> Tables = Gen.Elements("a", "b", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", "\"x\ny\"", "\"p\",", "é", "\0", "{\"msg\":\"m\",\"code\":\"c\"}", new string('x', 500))
        .ArrayOf()
        .Select(pieces => Encoding.UTF8.GetBytes("a,b\n" + string.Concat(pieces)));

    [Test]
    public void A_body_is_judged_as_it_is_read([Values] bool mayEndOpen, [Values] bool hasHeader) =>
        Prop.ForAll((hasHeader ? Tables : Texts).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (body, chunk) =>
        {
            foreach (var handles in new[] { true, false })
            {
                var read = OutcomeAsync(handles, mayEndOpen, options => ReadAsync(body, options)).GetAwaiter().GetResult();
                Assert.That(OutcomeAsync(handles, mayEndOpen, options => CheckAsync(body, int.MaxValue, options)).GetAwaiter().GetResult(), Is.EqualTo(read), Encoding.UTF8.GetString(body));
                Assert.That(OutcomeAsync(handles, mayEndOpen, options => CheckAsync(body, chunk, options)).GetAwaiter().GetResult(), Is.EqualTo(read), Encoding.UTF8.GetString(body));
            }
        }).Check(Properties.Cases(500).WithEndSize(25));

    [TestCase("a;b\n1;2\n3;4;5\n", 1)]
    [TestCase("a;b\n\"1;\n\";2\n\"\"\"\";4\n", 2)]
    public async Task Another_delimiter_is_minded(string body, int rows) =>
        Assert.That(await CheckAsync(Encoding.UTF8.GetBytes(body), 3, new ExportReadOptions { OnUnreadableRecord = static _ => { } }, ';'), Is.EqualTo(rows));

    private static async Task<long> ReadAsync(byte[] bytes, ExportReadOptions options) =>
        (await ListAsync(CsvExportReader.ReadAsync<Dictionary<string, string>>(new MemoryStream(bytes), options))).Count;

    private static async Task<long> CheckAsync(byte[] bytes, int chunk, ExportReadOptions options, char delimiter = ',')
    {
        var content = new PageGuard(new ChunkedStream(bytes, chunk), static page => new IterableUnreadableResponseException("A page.", new IterableErrorDetails { ResponseBody = page }));
        using var body = new ExportBody(content, options, default);
        await RecordForm.Csv(delimiter).CheckAsync(body, options, default);
        return body.RecordsRead;
    }

    private static async Task<string> OutcomeAsync(bool handles, bool mayEndOpen, Func<ExportReadOptions, Task<long>> read)
    {
        var outcome = new StringBuilder();
        var options = new ExportReadOptions { MaxRecordSize = 1024, IdleTimeout = Timeout.InfiniteTimeSpan, AcceptUnterminatedLastRow = mayEndOpen };
        if (handles)
            options.OnUnreadableRecord = record => outcome.Append($"refused {record} {Encoding.UTF8.GetString(record.Bytes)}\n");

        try
        {
            outcome.Append(await read(options));
        }
        catch (IterableException e)
        {
            outcome.Append(e switch
            {
                UnreadableExportRecordException unreadable => $"{unreadable.RecordsRead} {unreadable.Record} {Encoding.UTF8.GetString(unreadable.Record.Bytes)}",
                ExportInterruptedException interrupted => $"{interrupted.Reason} {interrupted.RecordsRead} {e.ApiMessage}",
                _ => e.GetType().Name,
            });
        }

        return outcome.ToString();
    }
}
