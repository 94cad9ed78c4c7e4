namespace Iterable.Generated.Testing.Tests;

// The server has a query of its own by that name.
using ExportQuery = global::Iterable.Generated.ExportQuery;

/// <summary>Export jobs read by the library over a real connection.</summary>
public sealed class JobReadingTests : ServerTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 14, 0, 0, 0, TimeSpan.Zero);

    private IterableTestExportJobs Jobs => Server.Exports.Jobs;

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task Files_are_read_while_the_job_runs_each_exactly_once(ExportFormat format)
    {
        Server.Exports.AddGenerated("emailOpen", 300, Day, Day.AddDays(1));
        (Jobs.MaxFileSize, Jobs.FilesPerStep) = (2000, 3);
        using var job = await Client.Export.StartJobAsync(Query(format), How());

        var (records, statesWhenRead) = (new List<string?>(), new List<ExportJobState>());
        await foreach (var file in job.ReadFilesAsync())
        {
            statesWhenRead.Add(Jobs.Find(job.Id)!.State);
            await foreach (var record in file.ReadAsync<ExportedEvent>())
                records.Add(record.MessageId);
        }

        Assert.Multiple(() =>
        {
            Assert.That(records, Is.EqualTo(Generated(300)));
            Assert.That(statesWhenRead, Has.Count.GreaterThan(15).And.All.EqualTo(ExportJobState.Running));
            Assert.That(Jobs.Find(job.Id)!.Files.Select(file => file.Downloads), Is.All.EqualTo(1));
        });
    }

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task A_connection_cut_at_every_byte_of_a_file_neither_loses_nor_repeats_a_record(ExportFormat format)
    {
        Seed(4);
        var length = await LengthAsync(format);
        using var client = new HttpClient();
        for (var cut = 0; cut < length; cut++)
        {
            Server.Faults.ForExportFiles().CutBody(cut);
            Assert.That(await ReadAsync(format, client), Is.EqualTo(Seeded(4)), $"cut at {cut}");
            Assert.That(Server.Faults.Pending, Is.Zero);
        }
    }

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task A_file_that_ends_at_any_byte_as_if_it_were_whole_neither_loses_nor_repeats_a_record(ExportFormat format)
    {
        Seed(4);
        var length = await LengthAsync(format);
        var whole = await FirstFileAsync(format);
        using var client = new HttpClient();
        for (var cut = 0; cut < length; cut++)
        {
            // Without a length nothing tells a body that ends between two records from a whole one.
            if (cut == 0 || IsBetweenRecords(whole, cut, format))
                continue;

            Server.Faults.ForExportFiles().EndBody(cut);
            Assert.That(await ReadAsync(format, client), Is.EqualTo(Seeded(4)), $"end at {cut}");
        }
    }

    [Test]
    public async Task A_file_that_stalls_is_fetched_again()
    {
        Seed(4);
        Server.Faults.ForExportFiles().StallBody(100, TimeSpan.FromDays(1));
        Server.Clock.Stop();
        var options = How();
        options.TimeProvider = new Impatient(Server.Clock, patience: TimeSpan.FromMinutes(2));
        options.IdleTimeout = TimeSpan.FromMinutes(5);
        using var job = await Client.Export.StartJobAsync(Query(ExportFormat.Ndjson), options);

        var reading = Task.Run(() => ListAsync(job.ReadAsync<ExportedEvent>()));
        while (Server.Requests.ToExportFiles().Count < 2 && !reading.IsCompleted)
        {
            if (Server.Requests.ToExportFiles().Count == 1)
                Server.Clock.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        Assert.That((await reading).Select(record => record.Email), Is.EqualTo(Seeded(4)));
        Assert.That(Server.Faults.Pending, Is.Zero);
    }

    [Test]
    public async Task A_link_that_has_expired_is_renewed()
    {
        Seed(30);
        Jobs.MaxFileSize = 500;
        Server.Clock.Stop();
        using var job = await Client.Export.StartJobAsync(Query(ExportFormat.Ndjson), How());

        var records = new List<string?>();
        await foreach (var file in job.ReadFilesAsync())
        {
            // Longer than the links of this page are good for.
            Server.Clock.Advance(TimeSpan.FromMinutes(31));
            await foreach (var record in file.ReadAsync<ExportedEvent>())
                records.Add(record.Email);
        }

        Assert.That(records, Is.EqualTo(Seeded(30)));
        Assert.That(Server.Requests.ToExportFiles().Select(request => request.Status), Has.Member(403).And.Member(200));
        Assert.That(Jobs.Find(job.Id)!.Files.Select(file => file.Downloads), Is.All.EqualTo(1));
    }

    [Test]
    public async Task A_link_that_expires_again_and_again_is_an_exception_that_does_not_show_it()
    {
        Seed(1);
        Server.Faults.ForExportFiles().Always().RespondExpiredLink();
        using var job = await Client.Export.StartJobAsync(Query(ExportFormat.Ndjson), How());

        var failure = await Assert.CatchAsync<IterableException>(() => ListAsync(job.ReadAsync<JObject>()));

        Assert.That(failure!.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(failure.ToString(), Does.Not.Contain("Signature"));
        Assert.That(Server.Requests.ToExportFiles(), Has.Count.EqualTo(6));
    }

    [Test]
    public async Task A_job_that_goes_back_to_wait_gives_each_record_once()
    {
        Server.Exports.AddGenerated("emailOpen", 300, Day, Day.AddDays(1));
        (Jobs.MaxFileSize, Jobs.FilesPerStep) = (2000, 4);
        Jobs.RestartNext(afterFiles: 6, times: 3);
        using var job = await Client.Export.StartJobAsync(Query(ExportFormat.Ndjson), How());

        Assert.That((await ListAsync(job.ReadAsync<ExportedEvent>())).Select(record => record.MessageId), Is.EqualTo(Generated(300)));
        Assert.That(Jobs.Find(job.Id)!.Files.Select(file => file.Downloads), Is.All.EqualTo(1));
    }

    [Test]
    public async Task A_job_is_taken_up_from_its_id_and_its_last_file()
    {
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        Jobs.MaxFileSize = 2000;
        var (records, stored) = (new List<string?>(), "");
        using (var job = await Client.Export.StartJobAsync(Query(ExportFormat.Csv), How()))
        {
            await foreach (var file in job.ReadFilesAsync())
            {
                if (stored.Length > 0 && records.Count > 30)
                    break;

                records.AddRange((await ListAsync(file.ReadAsync<ExportedEvent>())).Select(record => record.MessageId));
                stored = file.Checkpoint.ToString();
            }
        }

        using var other = Server.CreateClient();
        using var resumed = other.Export.ResumeJob(ExportJobCheckpoint.Parse(stored), How());
        var rest = await ListAsync(resumed.ReadAsync<ExportedEvent>());

        Assert.That(rest, Is.Not.Empty);
        Assert.That(records.Concat(rest.Select(record => record.MessageId)), Is.EqualTo(Generated(100)));
    }

    [Test]
    public async Task A_job_that_is_cancelled_ends_with_an_exception_that_says_so()
    {
        Seed(4);
        using var job = await Client.Export.StartJobAsync(Query(ExportFormat.Ndjson), How());

        await job.CancelAsync();
        var failure = await Assert.CatchAsync<ExportJobFailedException>(() => job.WaitAsync());

        Assert.That((failure!.State, Jobs.Find(job.Id)!.State), Is.EqualTo((ExportJobState.Cancelled, ExportJobState.Cancelled)));
        Assert.That(Server.Requests.ToExportFiles(), Is.Empty);
    }

    [Test]
    public async Task The_key_is_sent_to_the_api_and_never_to_the_storage()
    {
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        Jobs.MaxFileSize = 2000;
        Server.Faults.ForExportFiles().RespondExpiredLink();
        Server.Faults.ForExportFiles().CutBody(10);
        using var job = await Client.Export.StartJobAsync(Query(ExportFormat.Ndjson), How());

        await ListAsync(job.ReadAsync<JObject>());

        var files = Server.Requests.ToExportFiles();
        Assert.Multiple(() =>
        {
            Assert.That(files, Has.Count.GreaterThan(10));
            Assert.That(files.Where(request => request.ApiKey is not null || request.Headers.Any(header => header.Value.Contains(Server.ApiKey)) || request.Path.Contains(Server.ApiKey)), Is.Empty);
            Assert.That(Server.Requests.Except(files).Select(request => request.ApiKey), Is.All.EqualTo(Server.ApiKey));
        });
    }

    private static bool IsBetweenRecords(byte[] whole, int cut, ExportFormat format) => format == ExportFormat.Csv
        ? whole[cut - 1] == '\r' || (cut > 1 && whole[cut - 2] == '\r' && whole[cut - 1] == '\n')
        : whole[cut - 1] == '\n' || whole[cut] == '\n';

    private void Seed(int count)
    {
        for (var i = 0; i < count; i++)
            Server.Exports.Add("emailOpen", Day.AddMinutes(i), new { email = $"user{i}@example.com", note = "a \"b\",\nc" });
    }

    private static IEnumerable<string> Seeded(int count) => Enumerable.Range(0, count).Select(i => $"user{i}@example.com");

    private static IEnumerable<string> Generated(int count) => Enumerable.Range(0, count).Select(i => $"generated-{i}");

    private static ExportQuery Query(ExportFormat format) => new("emailOpen") { Start = Day, End = Day.AddDays(1), Format = format };

    private static ExportJobOptions How(HttpClient? client = null) => new()
    {
        HttpClient = client,
        TimeProvider = new Impatient(),
        IdleTimeout = Timeout.InfiniteTimeSpan,
    };

    private async Task<List<string?>> ReadAsync(ExportFormat format, HttpClient client)
    {
        using var job = await Client.Export.StartJobAsync(Query(format), How(client));
        return [.. (await ListAsync(job.ReadAsync<ExportedEvent>())).Select(record => record.Email)];
    }

    private async Task<long> LengthAsync(ExportFormat format)
    {
        using var client = new HttpClient();
        await ReadAsync(format, client);
        return Jobs.Single().Files.Single().Length;
    }

    private async Task<byte[]> FirstFileAsync(ExportFormat format)
    {
        using var client = new HttpClient();
        var page = await Client.Export.GetExportFilesAsync(Jobs.First().Id);
        return await client.GetByteArrayAsync(page.Files!.Single().Url);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);

        return list;
    }
}
