using System.IO.Compression;
using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Downloads;

public class DownloadTests
{
    private const string Ndjson = "{\"email\":\"a\"}\nnonsense\n{\"email\":\"b😀\"}\n";
    private const string Csv = "email,eventName\na,\"x\ny\"\nb,c\n";

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("download").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_download_is_the_bytes_that_came(bool compress)
    {
        using var api = new FakeApi().Answers(Ndjson);
        var path = Path.Combine(_folder, "export");

        var result = await ExportQueryTests.Client(api).Export.DownloadAsync(Query(ExportFormat.Ndjson), path, new ExportDownloadOptions { Compress = compress });

        using Stream file = compress ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);
        using var reader = new StreamReader(file);
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo(Ndjson));
        Assert.That((result.Records, result.Bytes), Is.EqualTo((2L, (long)Encoding.UTF8.GetByteCount(Ndjson))));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder), Has.Exactly(1).Items);
    }

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task A_download_that_is_cut_leaves_no_file_and_keeps_the_old_one(ExportFormat format)
    {
        var whole = Encoding.UTF8.GetBytes(format == ExportFormat.Csv ? Csv : Ndjson);
        var path = Path.Combine(_folder, "export");
        File.WriteAllText(path, "old");
        for (var cut = 0; cut < whole.Length; cut++)
        {
            using var api = new FakeApi();
            api.Answers(() => new HttpResponseMessage { Content = new StreamContent(new ChunkedStream(whole[..cut], 4, new HttpRequestException("cut"))) });

            await FailureAsync<ExportInterruptedException>(() => ExportQueryTests.Client(api).Export.DownloadAsync(Query(format), path, new ExportDownloadOptions { Overwrite = true, Compress = cut % 2 == 0 }));

            Assert.That(Directory.EnumerateFileSystemEntries(_folder), Is.EqualTo(new[] { path }));
            Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
        }
    }

    [Test]
    public async Task Without_a_check_of_records_every_line_counts_as_one()
    {
        byte[] body = [.. "{\"email\":\""u8, 0xff, .. "\"}\nnonsense\n\n{\"email\":\"b\"}\n"u8];
        using var api = new FakeApi().Answers(() => new HttpResponseMessage { Content = new ByteArrayContent(body) });
        using var stream = new MemoryStream();

        var result = await ExportQueryTests.Client(api).Export.DownloadAsync(Query(ExportFormat.Ndjson), stream, new ExportDownloadOptions { CheckRecords = false });

        Assert.That((result.Records, result.Bytes), Is.EqualTo((3L, (long)body.Length)));
        Assert.That(stream.ToArray(), Is.EqualTo(body));
    }

    [Test]
    public async Task A_download_without_a_check_of_records_still_tells_where_it_broke_off()
    {
        var told = 0;
        var options = new ExportDownloadOptions { CheckRecords = false, OnUnreadableRecord = _ => told++ };
        foreach (var (body, error) in new (string, ExportInterruption?)[] { (Ndjson, null), (Ndjson + "{\"email\":", ExportInterruption.IncompleteRecord), (Ndjson + "{\"msg\":\"no\",\"code\":\"x\"}\n", ExportInterruption.ErrorInBody) })
        {
            using var api = new FakeApi().Answers(body);
            using var stream = new MemoryStream();
            var download = ExportQueryTests.Client(api).Export.DownloadAsync(Query(ExportFormat.Ndjson), stream, options);
            if (error is null)
                Assert.That((await download).Records, Is.EqualTo(3));
            else
                Assert.That((await FailureAsync<ExportInterruptedException>(() => download)).Reason, Is.EqualTo(error));

            Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo(body));
        }

        Assert.That(told, Is.Zero);
    }

    [Test]
    public async Task A_download_that_is_cancelled_leaves_no_file()
    {
        var content = new ChunkedStream(Encoding.UTF8.GetBytes(Ndjson), hangs: true);
        using var api = new FakeApi().Answers(() => new HttpResponseMessage { Content = new StreamContent(content) });
        using var cancelling = new CancellationTokenSource();
        var download = ExportQueryTests.Client(api).Export.DownloadAsync(Query(ExportFormat.Ndjson), Path.Combine(_folder, "export"), cancellationToken: cancelling.Token);

        await content.Waiting;
        cancelling.Cancel();

        await FailureAsync<OperationCanceledException>(() => download);
        Assert.That(content.IsClosed);
        Assert.That(Directory.EnumerateFileSystemEntries(_folder), Is.Empty);
    }

    [Test]
    public async Task A_file_is_replaced_only_when_that_is_wanted()
    {
        using var api = new FakeApi().Answers(Csv);
        var export = ExportQueryTests.Client(api).Export;
        var path = Path.Combine(_folder, "export.csv");
        File.WriteAllText(path, "old");

        await FailureAsync<IOException>(() => export.DownloadAsync(Query(ExportFormat.Csv), path));
        Assert.That(api.Addresses, Is.Empty);

        await export.DownloadAsync(Query(ExportFormat.Csv), path, new ExportDownloadOptions { Overwrite = true });
        Assert.That(File.ReadAllText(path), Is.EqualTo(Csv));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_download_can_go_to_a_stream(bool compress)
    {
        using var api = new FakeApi().Answers(Csv);
        using var stream = new MemoryStream();

        await ExportQueryTests.Client(api).Export.DownloadAsync(Query(ExportFormat.Csv), stream, new ExportDownloadOptions { Compress = compress });

        stream.Position = 0;
        using var reader = new StreamReader(compress ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo(Csv));
    }

    [Test]
    public async Task A_compressed_download_that_breaks_is_no_whole_gzip()
    {
        var whole = Encoding.UTF8.GetBytes(Ndjson);
        for (var cut = 0; cut < whole.Length; cut++)
        {
            using var api = new FakeApi().Answers(() => new HttpResponseMessage { Content = new StreamContent(new ChunkedStream(whole[..cut], 4, new HttpRequestException("cut"))) });
            using var stream = new MemoryStream();

            await FailureAsync<ExportInterruptedException>(() => ExportQueryTests.Client(api).Export.DownloadAsync(Query(ExportFormat.Ndjson), stream, new ExportDownloadOptions { Compress = true }));

            using var read = CompressedBodies.Decompressed(new GZipStream(new MemoryStream(stream.ToArray()), CompressionMode.Decompress), new ByteArrayContent([]).Headers);
            await Failures.FailureAsync<EndOfStreamException>(() => read.CopyToAsync(System.IO.Stream.Null));
        }
    }

    [TestCase("")]
    [TestCase(Csv)]
    public async Task A_compressed_download_is_written_asynchronously_to_its_end(string body)
    {
        using var api = new FakeApi().Answers(body);
        using var stream = new AsynchronousOnly();

        await ExportQueryTests.Client(api).Export.DownloadAsync(Query(ExportFormat.Csv), stream, new ExportDownloadOptions { Compress = true });

        using var read = CompressedBodies.Decompressed(new GZipStream(new MemoryStream(stream.ToArray()), CompressionMode.Decompress), new ByteArrayContent([]).Headers);
        using var reader = new StreamReader(read);
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo(body));
    }

    [Test]
    public void A_file_on_a_full_disk_is_not_left_behind()
    {
        var path = Path.Combine(_folder, "export");
        using (var target = new FileTarget(path, overwrite: false, static part => new FullDisk(part)))
        {
            Assert.That(async () => await target.Content.WriteAsync("ada@example.com"u8.ToArray()), Throws.Nothing);
            Assert.That(Directory.EnumerateFileSystemEntries(_folder), Has.Exactly(1).Items);
            Assert.That(() => target.FinishAsync(default), Throws.TypeOf<IOException>());
        }

        Assert.That(Directory.EnumerateFileSystemEntries(_folder), Is.Empty);
    }

    private sealed class AsynchronousOnly : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            base.Write(buffer, offset, count);
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => new(WriteAsync(buffer.ToArray(), 0, buffer.Length, cancellationToken));
    }

    /// <summary>Takes what is written, and has no room for it when it goes to the disk.</summary>
    private sealed class FullDisk(string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, useAsync: true)
    {
        public override Task FlushAsync(CancellationToken cancellationToken) => throw new IOException("No space left on device");

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing)
                throw new IOException("No space left on device");
        }
    }

    private static ExportQuery Query(ExportFormat format) => new("user") { Range = ExportRange.All, Format = format };
}
