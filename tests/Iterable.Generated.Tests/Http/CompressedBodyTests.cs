using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Http;

public class CompressedBodyTests
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 400).Select(i => $"{{\"email\":\"u{i * 7919 % 1000}@example.com\"}}\n"));

#if NETSTANDARD_BUILD
    private static readonly string[] Encodings = ["gzip"];
#else
    private static readonly string[] Encodings = ["gzip", "deflate", "br"];
#endif

    private static readonly bool[] Both = [true, false];

    [Test]
    public async Task A_whole_body_is_what_was_compressed(
        [ValueSource(nameof(Encodings))] string encoding, [ValueSource(nameof(Both))] bool transportDecompresses, [Values(1, 7, 8192, 100_000)] int chunk)
    {
        foreach (var text in new[] { "", "x", Text, Text[..1], new string('a', 300_000) })
            Assert.That(await ReadAsync(Compressed(text, encoding), encoding, transportDecompresses, chunk), Is.EqualTo(text));
    }

    [Test]
    public async Task A_body_that_is_cut_is_an_error_at_every_byte([ValueSource(nameof(Encodings))] string encoding, [ValueSource(nameof(Both))] bool transportDecompresses)
    {
        var whole = Compressed(Text, encoding);
        for (var cut = 0; cut < whole.Length; cut += cut < whole.Length - 40 ? 3 : 1)
        {
            var failure = await Failures.FailureAsync<Exception>(() => ReadAsync(whole[..cut], encoding, transportDecompresses, chunk: 1000));
            Assert.That(failure, Is.InstanceOf<EndOfStreamException>().Or.InstanceOf<InvalidDataException>(), $"cut at {cut}");
        }
    }

    [Test]
    public async Task A_body_of_several_members_of_gzip_is_whole_after_each_of_them([Values(1, 2, 3, 5000)] int chunk)
    {
        byte[][] members = [Compressed(Text, "gzip"), Compressed("", "gzip"), Compressed("x", "gzip"), Compressed(new string('b', 70_000), "gzip")];
        var whole = members.SelectMany(member => member).ToArray();
        var ends = members.Select((_, i) => members.Take(i + 1).Sum(member => member.Length)).ToList();

        Assert.That(await ReadAsync(whole, "gzip", transportDecompresses: true, chunk), Is.EqualTo(Text + "x" + new string('b', 70_000)));
        for (var cut = ends[0] - 12; cut <= whole.Length; cut++)
        {
            var read = ReadAsync(whole[..cut], "gzip", transportDecompresses: true, chunk);
            if (ends.Contains(cut))
                await read;
            else
                await read.FailureAsync<Exception>();
        }
    }

    [Test]
    public async Task An_export_that_is_cut_in_its_compressed_form_is_interrupted([ValueSource(nameof(Encodings))] string encoding)
    {
        using var api = Answering(Compressed(Text, encoding)[..^9], encoding);

        var failure = await FailureAsync<ExportInterruptedException>(() => ListAsync(Exports.ExportQueryTests.Client(api).Export.ReadAsync(new ExportQuery("user") { Range = ExportRange.All })));

        Assert.That(failure.Reason, Is.EqualTo(ExportInterruption.ConnectionBroken));
        Assert.That(failure.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Half_a_line_of_a_list_does_not_come_out([ValueSource(nameof(Encodings))] string encoding)
    {
        var whole = Compressed("ada@example.com\ngrace@example.com\n", encoding);
        for (var cut = 0; cut < whole.Length; cut++)
        {
            using var api = Answering(whole[..cut], encoding);
            using var answer = await Exports.ExportQueryTests.Client(api).Lists.GetListUsersAsync(12);
            var lines = new List<string>();
            await FailureAsync<IterableConnectionException>(async () =>
            {
                await foreach (var line in answer.ReadLinesAsync())
                    lines.Add(line);
            });

            Assert.That(lines, Is.EqualTo(new[] { "ada@example.com", "grace@example.com" }.Take(lines.Count)));
        }
    }

    [Test]
    public async Task An_ordinary_call_whose_body_is_cut_or_damaged_has_no_answer([ValueSource(nameof(Encodings))] string encoding)
    {
        var whole = Compressed("""{"name":"bolt"}""", encoding);
        using (var api = Answering(whole, encoding))
            Assert.That((await api.Widgets.FindAsync()).Name, Is.EqualTo("bolt"));

        using (var api = Answering(whole[..^1], encoding))
            await api.Widgets.FindAsync().FailureAsync<IterableConnectionException>();

        using (var api = Answering([.. Enumerable.Repeat((byte)0xff, 30)], encoding))
            await api.Widgets.FindAsync().FailureAsync<IterableConnectionException>();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_body_that_is_cut_over_the_network_is_no_answer(bool isOwnTransport)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, Compressed("""{"channels":[]}""", "gzip")[..^4]);
        using var transport = isOwnTransport ? null : new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, AllowAutoRedirect = false });
        var options = new IterableClientOptions { ApiKey = FakeApi.Key, BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/api"), Retry = { MaxRetries = 0 } };
        using var client = transport is null ? new IterableClient(options) : new IterableClient(options, transport);

        await client.Channels.ListChannelsAsync().FailureAsync<IterableConnectionException>();
        await serving;
    }

    [TestCase(1024, true)]
    [TestCase(1025, false)]
    public async Task An_answer_has_as_many_bytes_as_the_options_allow_and_no_more(int size, bool isRead)
    {
        var json = """{"name":""" + "\"" + new string('x', size - 11) + "\"}";
        foreach (var compressed in Both)
        {
            using var api = new FakeApi(new IterableClientOptions { ApiKey = FakeApi.Key, MaxResponseSize = 1024, Retry = { MaxRetries = 3 } });
            api.Answers(() => compressed ? Answer(Compressed(json, "gzip"), "gzip") : new HttpResponseMessage { Content = new StringContent(json) });

            if (isRead)
            {
                Assert.That((await api.Widgets.FindAsync()).Name, Has.Length.EqualTo(size - 11));
                continue;
            }

            var failure = await api.Widgets.FindAsync().FailureAsync<IterableUnreadableResponseException>();
            Assert.That(failure.Message, Does.Contain("1024 bytes").And.Contain("MaxResponseSize"));
            Assert.That(api.Addresses, Has.Count.EqualTo(1), "it is not asked for again");
        }
    }

    [Test]
    public void A_bound_that_no_answer_keeps_is_refused() =>
        Assert.That(() => new IterableClient(new IterableClientOptions { ApiKey = FakeApi.Key, MaxResponseSize = 0 }), Throws.ArgumentException.With.Message.Contains("MaxResponseSize"));

    private static async Task ServeAsync(TcpListener listener, byte[] body)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        await stream.ReadAtLeastAsync(new byte[8192], 1);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n"));
        await stream.WriteAsync(body);
    }

    private static async Task<string> ReadAsync(byte[] compressed, string encoding, bool transportDecompresses, int chunk)
    {
        var content = new ByteArrayContent([]);
        if (!transportDecompresses)
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        Stream body = new ChunkedStream(compressed, chunk);
        using var read = CompressedBodies.Decompressed(transportDecompresses ? Decompressor(body, encoding) : body, content.Headers);
        using var whole = new MemoryStream();
        await read.CopyToAsync(whole);
        return Encoding.UTF8.GetString(whole.ToArray());
    }

    private static Stream Decompressor(Stream body, string encoding) => encoding switch
    {
        "gzip" => new GZipStream(body, CompressionMode.Decompress),
        "deflate" => new ZLibStream(body, CompressionMode.Decompress),
        _ => new BrotliStream(body, CompressionMode.Decompress),
    };

    private static byte[] Compressed(string text, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        byte[] emptyZlib = [0x78, 0x9c, 3, 0, 0, 0, 0, 1];
        return compressed.Length > 0 ? compressed.ToArray() : encoding == "gzip" ? [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0] : emptyZlib;
    }

    private static FakeApi Answering(byte[] body, string encoding) => new FakeApi().Answers(() => Answer(body, encoding));

    private static HttpResponseMessage Answer(byte[] body, string encoding)
    {
        var content = new StreamContent(new ChunkedStream(body));
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return new HttpResponseMessage { Content = content };
    }
}
