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
    // After a carriage return that stands alone inside of quotes the parser may number lines otherwise than the check, which counts line feeds there.
    private static readonly Gen<byte[]> Bodies = ChunkingTests.Bodies.Select(body => Encoding.Latin1.GetBytes(Regex.Replace(Encoding.Latin1.GetString(body), "\r(?!\n)", "\n")));

    private static readonly Gen<byte[]> Tables = Gen.Elements("a", "b", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", "\"x\ny\"", "\"p\",", "é", "\xC3\xA9", "\0", "{\"msg\":\"m\",\"code\":\"c\"}", new string('x', 500))
        .ArrayOf()
        .Select(pieces => Encoding.Latin1.GetBytes("a,b\n" + string.Concat(pieces)));

    [Test]
    public void A_body_is_judged_as_it_is_read([Values] bool mayEndOpen, [Values] bool hasHeader) =>
        Prop.ForAll((hasHeader ? Tables : Bodies).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (body, chunk) =>
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

    // What the property above meets seldom or never.
    [TestCase("\"a,b\",a,b\n1,2,3\n", 1)]
    [TestCase("\"a\"\"b\",ab\n1,2\n", 1)]
    [TestCase("\"a\"\"\",a\n1,2\n", 1)]
    [TestCase("\"\"\"a\",\"a\"\n1,2\n", 1)]
    [TestCase("A,a\n1,2\n", 1)]
    [TestCase("\uFEFF\"a\",b\n1,2\n", 1)]
    [TestCase("\"\"\na\n1\n", 1)]
    [TestCase("a,b\r1,2\r", 1)]
    [TestCase("a,b\r1,2\r\n3,4\r", 2)]
    [TestCase("a,b\n1,2\n\n3,4\n", 2)]
    [TestCase("a\n1\n\n2\n", 3)]
    [TestCase("\"\",a\n1,2\n", 1)]
    public async Task Rows_are_counted_as_they_are_read(string body, int rows)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        Assert.That(await ReadAsync(bytes, new ExportReadOptions()), Is.EqualTo(rows));
        foreach (var chunk in Chunks)
            Assert.That(await CheckAsync(bytes, chunk, new ExportReadOptions()), Is.EqualTo(rows), $"in pieces of {chunk}");
    }

    [TestCase("\"a\",a\n1,2\n", "twice")]
    [TestCase("\"a,b\",\"a,b\"\n1,2\n", "twice")]
    [TestCase("\"a\"\"b\",\"a\"\"b\"\n1,2\n", "twice")]
    [TestCase("a,,\n1,2\n", "twice")]
    [TestCase("a\0,b\n1,2\n", "NULs")]
    [TestCase("\0a,b\n1,2\n", "NULs")]
    [TestCase("a\"b,c\n1,2\n", "StrayQuote")]
    [TestCase("a\xFC,b\n1,2\n", "UTF-8")]
    [TestCase("\u00FF\u00FEa\0,\0b\0\n\0", "UTF-8")]
    public async Task A_header_that_is_none_ends_the_download_as_it_ends_the_reading(string body, string problem)
    {
        var bytes = Encoding.Latin1.GetBytes(body);
        Assert.That((await FailureAsync<UnreadableExportRecordException>(() => ReadAsync(bytes, new ExportReadOptions()))).Record.Problem, Does.Contain(problem));
        foreach (var chunk in Chunks)
            Assert.That((await FailureAsync<UnreadableExportRecordException>(() => CheckAsync(bytes, chunk, new ExportReadOptions()))).Record.Problem, Does.Contain(problem), $"in pieces of {chunk}");
    }

    [TestCase("a,b\n", 4)]
    [TestCase("a,b\n1", 4)]
    [TestCase("a,b\r\n", 5)]
    [TestCase("a,b\r\n1", 5)]
    [TestCase("a,b\r1", 4)]
    [TestCase("a,b\r", null)]
    [TestCase("a,\"b\n", null)]
    public void A_row_is_cut_as_soon_as_its_end_is_there_so_that_no_more_than_a_row_is_kept(string start, int? length)
    {
        var isCut = new CsvRowCutter(',', maxSize: 1024).TryCut(Encoding.UTF8.GetBytes(start), atEnd: false, out var cut);

        Assert.That(isCut ? (int?)cut.Consumed : null, Is.EqualTo(length));
    }

    [TestCase("a,b\n_\n1,2\n", "2")]
    [TestCase("a,b\r\n_\r\n1,2\r\n", "2")]
    [TestCase("a,b\r_\r1,2\r", "2")]
    [TestCase("a,b\n1,2\n_", "2")]
    [TestCase("_\n1,2\n", "1")]
    public async Task A_row_may_have_as_many_bytes_as_are_allowed_and_no_more(string form, string rows)
    {
        foreach (var chunk in Chunks)
        {
            Assert.That(await OfRowAsync(1024, chunk), Is.EqualTo(rows));
            Assert.That(await OfRowAsync(1025, chunk), Does.Contain("larger").Or.Contain("too large"));
        }

        Task<string> OfRowAsync(int size, int chunk) =>
            OutcomeAsync(handles: true, mayEndOpen: true, options => CheckAsync(Encoding.UTF8.GetBytes(form.Replace("_", "x," + new string('y', size - 2), StringComparison.Ordinal)), chunk, options));
    }

    [Test]
    public async Task A_table_may_have_more_columns_than_a_byte_counts()
    {
        var row = string.Join(",", Enumerable.Range(0, 300));
        var body = $"{row}\n{row}\n{row},300\n{row}\n";
        var refused = new List<UnreadableExportRecord>();
        var options = new ExportReadOptions { OnUnreadableRecord = refused.Add };

        Assert.That((await ListAsync(CsvExportReader.ReadAsync<Dictionary<string, string>>(Stream(body), options))).Select(read => read.Count), Is.EqualTo(new[] { 300, 300 }));
        Assert.That(await CheckAsync(Encoding.UTF8.GetBytes(body), 100, options), Is.EqualTo(2));
        Assert.That(refused.Select(one => one.ToString()), Is.EqualTo(Enumerable.Repeat("line 3: it has 301 fields under 300 columns", 2)));
    }

    [Test]
    public async Task An_error_in_the_place_of_a_row_says_how_many_bytes_came_before_it()
    {
        const string before = "a,b\n\"1\n\",2\n";
        var bytes = Encoding.UTF8.GetBytes(before + "{\"msg\":\"m\",\"code\":\"c\"}\n3,4\n");
        Assert.That((await FailureAsync<ExportInterruptedException>(() => ReadAsync(bytes, new ExportReadOptions()))).BytesRead, Is.EqualTo(before.Length));
        foreach (var chunk in Chunks)
        {
            var failure = await FailureAsync<ExportInterruptedException>(() => CheckAsync(bytes, chunk, new ExportReadOptions()));
            Assert.That((failure.Reason, failure.RecordsRead, failure.BytesRead), Is.EqualTo((ExportInterruption.ErrorInBody, 1L, (long)before.Length)));
        }
    }

    [TestCase("a,b,c\n1,x\"y,\"z\n")]
    [TestCase("a,b,c\n1,\"x\"y,\"z\n")]
    [TestCase("a,x\"y,\"z\n")]
    [TestCase("\"")]
    [TestCase("\n\"")]
    [TestCase("a\n\"")]
    public async Task A_quote_that_is_not_closed_is_told_whatever_stands_before_it(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var options = new ExportReadOptions { OnUnreadableRecord = static _ => { } };

        Assert.That((await FailureAsync<ExportInterruptedException>(() => ReadAsync(bytes, options))).Reason, Is.EqualTo(ExportInterruption.IncompleteRecord));
        foreach (var chunk in Chunks)
            Assert.That((await FailureAsync<ExportInterruptedException>(() => CheckAsync(bytes, chunk, options))).Reason, Is.EqualTo(ExportInterruption.IncompleteRecord), $"in pieces of {chunk}");
    }

    [Test]
    public async Task A_download_tells_how_far_it_is()
    {
        var told = new List<(long Records, long Bytes)>();
        var body = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1," + new string('x', 997) + "\n", 4000)));

        await CheckAsync(body, 65536, new ExportReadOptions { Progress = new Told(told) });

        Assert.That(told.Select(one => one.Bytes >> 20), Is.EqualTo(new[] { 1, 2, 3, 3L }));
        Assert.That(told[^1], Is.EqualTo((4000L, (long)body.Length)));
    }

    [Test]
    public async Task A_download_that_is_cancelled_ends_within_what_has_come()
    {
        using var stop = new CancellationTokenSource();
        using var body = new ExportBody(Stream("a,b\n1\"\n2,3\n4,5\n"), new ExportReadOptions(), stop.Token);
        var options = new ExportReadOptions { OnUnreadableRecord = _ => stop.Cancel() };

        await FailureAsync<OperationCanceledException>(() => RecordForm.Csv(',').CheckAsync(body, options, stop.Token));

        Assert.That(body.RecordsRead, Is.Zero);
    }

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
            options.OnUnreadableRecord = record => outcome.Append($"refused {record} {Encoding.Latin1.GetString(record.Bytes)}\n");

        try
        {
            outcome.Append(await read(options));
        }
        catch (IterableException e)
        {
            outcome.Append(e switch
            {
                UnreadableExportRecordException unreadable => $"{unreadable.RecordsRead} {unreadable.Record} {Encoding.Latin1.GetString(unreadable.Record.Bytes)}",
                ExportInterruptedException interrupted => $"{interrupted.Reason} {interrupted.RecordsRead} {interrupted.BytesRead} {e.ApiMessage}",
                _ => e.GetType().Name,
            });
        }

        return outcome.ToString();
    }

    private sealed class Told(List<(long Records, long Bytes)> told) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => told.Add((value.Records, value.Bytes));
    }
}
