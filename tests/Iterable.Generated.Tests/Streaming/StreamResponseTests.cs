using System.Text;
using Iterable.Generated.Tests.Exports;

namespace Iterable.Generated.Tests.Streaming;

public class StreamResponseTests
{
    [Test]
    public async Task A_stream_is_handed_out_as_it_arrives()
    {
        var content = new FaultyStream("first\n");
        using var api = Streaming(content, "text/csv; charset=utf-8");

        using var export = await api.Widgets.ExportAsync();
        var buffer = new byte[100];
        var read = await export.Content.ReadAsync(buffer);

        Assert.Multiple(() =>
        {
            Assert.That(Encoding.UTF8.GetString(buffer, 0, read), Is.EqualTo("first\n"));
            Assert.That(export.ContentType, Is.EqualTo("text/csv; charset=utf-8"));
            Assert.That(export.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(content.IsClosed, Is.False);
        });
    }

    [TestCase("a\nb\n", "a|b")]
    [TestCase("a\r\nb", "a|b")]
    [TestCase("a\n\nb\n\n", "a||b|")]
    [TestCase("\uFEFFa\nb", "a|b")]
    [TestCase("grün 😀\n", "grün 😀")]
    [TestCase("", "")]
    public async Task Lines_are_read_without_their_ends(string content, string expected)
    {
        await using var export = new IterableStreamResponse(new MemoryStream(Encoding.UTF8.GetBytes(content)));

        Assert.That(string.Join("|", await LinesAsync(export)), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_line_that_arrives_in_pieces_is_one_line()
    {
        await using var export = new IterableStreamResponse(new OneByteAtATime(Encoding.UTF8.GetBytes("grün 😀\r\nb\n")));

        Assert.That(await LinesAsync(export), Is.EqualTo(new[] { "grün 😀", "b" }));
    }

    [Test]
    public async Task A_long_line_is_read_whole()
    {
        var line = new string('x', 300_000);
        await using var export = new IterableStreamResponse(new MemoryStream(Encoding.UTF8.GetBytes(line + "\nend")));

        Assert.That(await LinesAsync(export), Is.EqualTo(new[] { line, "end" }));
    }

    [Test]
    public async Task An_answer_can_be_read_once_in_whatever_form([Values] Form first, [Values] Form second)
    {
        await using var export = new IterableStreamResponse(new MemoryStream());
        await ReadAsync(export, first);

        await ReadAsync(export, second).FailureAsync<InvalidOperationException>();
    }

    public enum Form
    {
        Lines,
        Ndjson,
        UserEvents,
        Csv,
        Rows,
    }

    private static Task ReadAsync(IterableStreamResponse answer, Form form) => form switch
    {
        Form.Lines => ExportBodies.ListAsync(answer.ReadLinesAsync()),
        Form.Ndjson => ExportBodies.ListAsync(answer.ReadNdjsonAsync<ExportedEvent>()),
        Form.UserEvents => ExportBodies.ListAsync(answer.ReadUserEventsAsync<ExportedEvent>()),
        Form.Csv => ExportBodies.ListAsync(answer.ReadCsvAsync<ExportedEvent>()),
        _ => ExportBodies.ListAsync(answer.ReadRowsAsync()),
    };

    [TestCase(true)]
    [TestCase(false)]
    public async Task Cancelling_ends_a_read_that_waits_for_the_network(bool streamListens)
    {
        var content = new FaultyStream("first\nhalf a li", listensToTokens: streamListens);
        using var api = Streaming(content);
        using var export = await api.Widgets.ExportAsync();
        using var cancellation = new CancellationTokenSource();
        await using var lines = export.ReadLinesAsync(cancellation.Token).GetAsyncEnumerator();
        await lines.MoveNextAsync();

        var next = lines.MoveNextAsync();
        await content.Waiting;
        cancellation.Cancel();

        await next.AsTask().FailureAsync<OperationCanceledException>();
        Assert.That(content.IsClosed, Is.True);
    }

    [Test]
    public async Task A_break_says_after_how_many_lines_and_gives_no_half_line()
    {
        using var api = Streaming(new FaultyStream("a\nb\nhalf a li", new IOException("cut")));
        using var export = await api.Widgets.ExportAsync();
        var lines = new List<string>();

        var error = await Failures.FailureAsync<IterableException>(async () =>
        {
            await foreach (var line in export.ReadLinesAsync())
                lines.Add(line);
        });

        Assert.Multiple(() =>
        {
            Assert.That(lines, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(error.Message, Is.EqualTo("exportWidgets (GET /widgets/export) broke off after 2 lines: IOException."));
            Assert.That(error.Operation, Is.SameAs(WidgetsClient.Export));
        });
    }

    [Test]
    public async Task Disposing_closes_the_connection_whatever_was_read()
    {
        var content = new FaultyStream("first\n");
        using var api = Streaming(content);

        (await api.Widgets.ExportAsync()).Dispose();

        Assert.That(content.IsClosed, Is.True);
    }

    [Test]
    public async Task Leaving_the_loop_early_leaves_closing_to_the_owner()
    {
        var content = new FaultyStream("first\nsecond\n");
        using var api = Streaming(content);
        await using (var export = await api.Widgets.ExportAsync())
        {
            await foreach (var line in export.ReadLinesAsync())
            {
                Assert.That(line, Is.EqualTo("first"));
                break;
            }

            Assert.That(content.IsClosed, Is.False);
        }

        Assert.That(content.IsClosed, Is.True);
    }

    [Test]
    public void A_fake_can_be_made_from_a_stream()
    {
        using var export = new IterableStreamResponse(Stream.Null, "text/csv", HttpStatusCode.Accepted);

        Assert.Multiple(() =>
        {
            Assert.That(export.ContentType, Is.EqualTo("text/csv"));
            Assert.That(export.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.Throws<ArgumentNullException>(() => _ = new IterableStreamResponse(null!));
        });
    }

    private static FakeApi Streaming(Stream content, string contentType = "application/x-json-stream") => new FakeApi().Answers(() =>
    {
        var body = new StreamContent(content);
        body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return new HttpResponseMessage { Content = body };
    });

    private static async Task<List<string>> LinesAsync(IterableStreamResponse export)
    {
        var lines = new List<string>();
        await foreach (var line in export.ReadLinesAsync())
            lines.Add(line);
        return lines;
    }

    private sealed class OneByteAtATime(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..1], cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            base.ReadAsync(buffer, offset, 1, cancellationToken);
    }
}
