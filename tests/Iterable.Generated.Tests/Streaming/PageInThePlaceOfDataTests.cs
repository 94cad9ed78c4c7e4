using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Streaming;

public class PageInThePlaceOfDataTests
{
    private const string Page = "\uFEFF\r\n <!DOCTYPE html><html><head><title>Maintenance</title></head><body>ada@example.com</body></html>";

    private static readonly ExportQuery Query = new("user") { Range = ExportRange.All, Format = ExportFormat.Csv };

    private static IEnumerable<TestCaseData> Readings()
    {
        yield return Case("an export as CSV", client => ListAsync(client.Export.ReadAsync(Query)));
        yield return Case("an export as NDJSON", client => ListAsync(client.Export.ReadAsync(new ExportQuery("user") { Range = ExportRange.All }, new ExportReadOptions { OnUnreadableRecord = _ => { } })));
        yield return Case("windows", client => ListAsync(client.Export.ReadWindowedAsync(new ExportQuery("user") { Start = DateTimeOffset.UnixEpoch, End = DateTimeOffset.UnixEpoch.AddDays(1), Format = ExportFormat.Csv })));
        yield return Case("a download", client => client.Export.DownloadAsync(Query, new MemoryStream()));
        yield return Case("events of a user", client => ListAsync(client.Export.ReadUserEventsAsync(UserEventsQuery.ForUserId("7"))));
        yield return Case("metrics", async client => await ListAsync((await client.Campaigns.GetCampaignMetricsAsync([1])).ReadRowsAsync()));
        yield return Case("metrics of experiments", async client => await ListAsync((await client.Experiments.GetExperimentMetricsAsync([1])).ReadRowsAsync()));
        yield return Case("members of a list", async client => await ListAsync((await client.Lists.GetListUsersAsync(1)).ReadLinesAsync()));
        yield return Case("bytes", async client => await (await client.Lists.GetListUsersAsync(1)).Content.CopyToAsync(new MemoryStream()));
        yield return Case("bytes read at once", async client => (await client.Lists.GetListUsersAsync(1)).Content.ReadAtLeast(new byte[10], 10));

        static TestCaseData Case(string name, Func<IterableClient, Task> read) => new TestCaseData(read).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Readings))]
    public async Task A_page_is_no_data_whatever_it_is_called(Func<IterableClient, Task> read)
    {
        foreach (var (mediaType, chunk) in new[] { ("text/html", 1000), ("text/html; charset=utf-8", 1000), ("text/csv", 1000), ("text/plain", 1), ("application/octet-stream", 2), ("", 3) })
        {
            using var api = Answering(Page, mediaType, chunk);

            var failure = await read(Exports.ExportQueryTests.Client(api)).FailureAsync<IterableUnreadableResponseException>();

            Assert.That(failure.Message, Does.Contain("page of HTML").And.Not.Contain("example.com"));
            Assert.That(failure.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(api.Addresses, Has.Count.EqualTo(1));
        }
    }

    [TestCase("<tag>\n<b\n")]
    [TestCase("<")]
    [TestCase("<htm")]
    [TestCase("   \n<!")]
    [TestCase("x<html>\n")]
    public async Task What_only_resembles_a_page_is_data(string text)
    {
        for (var chunk = 1; chunk < 6; chunk++)
        {
            using var api = Answering(text, "text/plain", chunk);
            using var answer = await Exports.ExportQueryTests.Client(api).Lists.GetListUsersAsync(1);
            using var bytes = new MemoryStream();
            await answer.Content.CopyToAsync(bytes);

            Assert.That(Encoding.UTF8.GetString(bytes.ToArray()), Is.EqualTo(text));
        }
    }

    [Test]
    public async Task An_error_of_the_service_is_no_member_of_a_list()
    {
        using var api = Answering("""{"msg":"ada@example.com","code":"GenericError","params":null}""", "text/plain", 10);
        using var answer = await Exports.ExportQueryTests.Client(api).Lists.GetListUsersAsync(1);

        var failure = await Failures.FailureAsync<IterableUnreadableResponseException>(() => ListAsync(answer.ReadLinesAsync()));

        Assert.That((failure.Code?.Value, failure.ApiMessage), Is.EqualTo(("GenericError", "ada@example.com")));
        Assert.That(failure.Message, Does.Not.Contain("example.com"));
    }

    [Test]
    public async Task An_error_of_the_service_is_no_member_of_a_list_wherever_it_stands()
    {
        const string odd = """{"msg":"no","code":"GenericError","email":"ada@example.com"}""";
        using var api = Answering("a@example.com\n" + odd + "\n{\"msg\":\"ada@example.com\",\"code\":\"GenericError\",\"params\":null}\nb@example.com\n", "text/plain", 10);
        using var answer = await Exports.ExportQueryTests.Client(api).Lists.GetListUsersAsync(1);
        var lines = new List<string>();

        var failure = await Failures.FailureAsync<IterableUnreadableResponseException>(async () =>
        {
            await foreach (var line in answer.ReadLinesAsync())
                lines.Add(line);
        });

        Assert.That(lines, Is.EqualTo(new[] { "a@example.com", odd }));
        Assert.That((failure.Code?.Value, failure.ApiMessage, failure.Operation), Is.EqualTo(("GenericError", "ada@example.com", IterableOperations.GetListUsers)));
        Assert.That(failure.Message, Does.Not.Contain("example.com"));
    }

    [Test]
    public async Task An_error_of_the_service_is_no_table()
    {
        using var api = Answering("""{"msg":"no","code":"GenericError","params":null}""", "text/plain", 10);
        using var answer = await Exports.ExportQueryTests.Client(api).Campaigns.GetCampaignMetricsAsync([1]);

        Assert.That((await FailureAsync<ExportInterruptedException>(() => ListAsync(answer.ReadRowsAsync()))).Code?.Value, Is.EqualTo("GenericError"));
    }

    [Test]
    public async Task A_file_that_is_a_page_is_no_export() =>
        await FailureAsync<IterableUnreadableResponseException>(() => CsvAsync<JObject>(Page + "\n", new ExportReadOptions { AcceptUnterminatedLastRow = true }));

    private static FakeApi Answering(string body, string mediaType, int chunk) => new FakeApi().Answers(() =>
    {
        var content = new StreamContent(new Both(Encoding.UTF8.GetBytes(body), chunk));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return new HttpResponseMessage { Content = content };
    });

    private sealed class Both(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(chunk, count));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            base.ReadAsync(buffer, offset, Math.Min(chunk, count), cancellationToken);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
