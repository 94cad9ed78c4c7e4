namespace Iterable.Generated.Tests;

/// <summary>The client where Iterable.Generated.Csv is not installed, as here: it saves CSV, and says what reading it as records takes.</summary>
public class WithoutCsvTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 14, 0, 0, 0, TimeSpan.Zero);

    private IterableTestServer _server = null!;
    private IterableClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await IterableTestServer.StartAsync();
        for (var hour = 0; hour < 3; hour++)
            _server.Exports.Add("emailOpen", Day.AddHours(hour), new { email = $"{hour}@example.com", note = "two\n\"lines\"" });
        _client = new IterableClient(_server.Project.CreateClientOptions());
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public void Reading_CSV_as_records_is_refused_before_anything_is_sent_and_names_the_package()
    {
        using var job = _client.Export.ResumeJob(ExportJobCheckpoint.Parse("7/Csv/0/"));
        Action[] reads =
        [
            () => _client.Export.ReadAsync(Query),
            () => _client.Export.ReadAsync<Dictionary<string, string>>(Query),
            () => _client.Export.ReadWindowedAsync(Query),
            () => job.ReadAsync<ExportedEvent>().GetAsyncEnumerator().MoveNextAsync().AsTask().GetAwaiter().GetResult(),
        ];

        foreach (var read in reads)
            Assert.That(() => read(), Throws.TypeOf<NotSupportedException>().With.Message.Match("package Iterable.Generated.Csv, .* Add it "));
        Assert.That(_server.Requests.Count, Is.Zero);
    }

    [Test]
    public async Task CSV_is_saved_whole_and_its_rows_are_counted()
    {
        using var saved = new MemoryStream();

        var progress = await _client.Export.DownloadAsync(Query, saved);

        Assert.That((progress.Records, progress.Bytes), Is.EqualTo((3L, saved.Length)));
    }

    [Test]
    public async Task CSV_that_breaks_off_is_told_from_CSV_that_ends()
    {
        using var whole = new MemoryStream();
        await _client.Export.DownloadAsync(Query, whole);

        foreach (var cut in new[] { 1L, whole.Length / 2, whole.Length - 1 })
        {
            _server.Faults.For(IterableOperations.ExportDataCsv).CutBody((int)cut);
            await _client.Export.DownloadAsync(Query, Stream.Null).FailureAsync<ExportInterruptedException>();
        }
    }

    [Test]
    public async Task The_files_of_a_job_are_saved()
    {
        var folder = Directory.CreateTempSubdirectory("job").FullName;
        using var job = await _client.Export.StartJobAsync(Query, new ExportJobOptions { TimeProvider = _server.Clock });
        var saved = new List<string>();
        await foreach (var file in job.ReadFilesAsync())
        {
            Assert.That(async () => await file.ReadAsync<ExportedEvent>().GetAsyncEnumerator().MoveNextAsync(), Throws.TypeOf<NotSupportedException>());
            await file.DownloadAsync(Path.Combine(folder, file.Name.Replace('/', '-')));
            saved.Add(file.Name);
        }

        Assert.That(saved, Is.Not.Empty);
        Assert.That(_server.Exports.Jobs.Single().Files.Select(file => file.Downloads), Is.All.EqualTo(1), "what cannot be read is not fetched");
        Assert.That(Directory.EnumerateFiles(folder).Count(), Is.EqualTo(saved.Count));
        Directory.Delete(folder, recursive: true);
    }

    private static ExportQuery Query => new(ExportDataType.EmailOpen) { Start = Day, End = Day.AddDays(1), Format = ExportFormat.Csv };
}
