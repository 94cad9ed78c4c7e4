namespace Iterable.Generated.Testing.Tests;

// The server has a query of its own by that name.
using ExportQuery = global::Iterable.Generated.ExportQuery;

/// <summary>Periods exported in jobs, over a real connection.</summary>
public sealed class JobSequenceTests : ServerTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 14, 0, 0, 0, TimeSpan.Zero);

    private IterableTestExportJobs Jobs => Server.Exports.Jobs;

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task A_window_whose_job_was_cut_is_exported_in_halves_and_no_record_is_repeated_or_lost(ExportFormat format)
    {
        Server.Exports.AddGenerated("emailOpen", 300, Day, Day.AddDays(1));
        (Jobs.MaxFileSize, Jobs.TruncateAt) = (1000, 15_000);

        var (records, windows) = await ReadAsync(Query(format), How());

        var (cut, whole) = (Jobs.Where(job => job.IsTruncated).ToList(), Jobs.Where(job => !job.IsTruncated).ToList());
        Assert.Multiple(() =>
        {
            Assert.That(records, Is.EqualTo(Generated(300)));
            Assert.That(cut, Is.Not.Empty);
            Assert.That(cut.SelectMany(job => job.Files).Select(file => file.Downloads), Is.All.Zero, "what is not handed out is not fetched");
            Assert.That(whole.SelectMany(job => job.Files).Select(file => file.Downloads), Is.All.EqualTo(1));
            Assert.That((windows[0].Start, windows[^1].End), Is.EqualTo((Day, Day.AddDays(1))));
            Assert.That(windows.Zip(windows.Skip(1)).All(pair => pair.First.End == pair.Second.Start), "windows meet");
            Assert.That(windows, Has.Count.GreaterThan(3));
        });
    }

    [Test]
    public async Task A_window_of_a_second_that_is_cut_is_an_exception()
    {
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        Jobs.TruncateAt = 0;
        var query = Query(ExportFormat.Ndjson);
        query.End = query.Start!.Value.AddSeconds(7);

        var failure = await Assert.CatchAsync<ExportTruncatedException>(() => ReadAsync(query, How()));

        Assert.That(Jobs.Select(job => (job.End - job.Start).TotalSeconds), Is.EqualTo(new[] { 7, 3, 1.0 }));
        Assert.That(failure!.JobId, Is.EqualTo(Jobs.Last().Id));
    }

    [Test]
    public async Task A_cut_can_be_accepted()
    {
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        Jobs.TruncateAt = 5000;
        var options = How();
        options.AcceptTruncation = true;

        var (records, windows) = await ReadAsync(Query(ExportFormat.Ndjson), options);

        Assert.That(windows, Has.Count.EqualTo(1));
        Assert.That(records, Has.Count.InRange(10, 50));
    }

    [Test]
    public async Task A_job_that_failed_is_started_anew_and_nothing_of_it_is_handed_out()
    {
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        Jobs.MaxFileSize = 1000;
        Jobs.FailNext(afterFiles: 5, jobs: 3);

        var (records, windows) = await ReadAsync(Query(ExportFormat.Ndjson), How());

        Assert.Multiple(() =>
        {
            Assert.That(records, Is.EqualTo(Generated(100)));
            Assert.That(windows, Has.Count.EqualTo(1));
            Assert.That(Jobs.Select(job => job.State), Is.EqualTo(new[] { ExportJobState.Failed, ExportJobState.Failed, ExportJobState.Failed, ExportJobState.Completed }));
            Assert.That(Jobs.Take(3).SelectMany(job => job.Files).Select(file => file.Downloads), Has.Exactly(15).Zero);
        });
    }

    [TestCase(3, 4)]
    [TestCase(0, 1)]
    public async Task A_job_that_fails_again_and_again_is_an_exception(int resubmissions, int jobs)
    {
        Jobs.FailNext(jobs: 10);
        var options = How();
        options.MaxResubmissions = resubmissions;

        var failure = await Assert.CatchAsync<ExportJobFailedException>(() => ReadAsync(Query(ExportFormat.Ndjson), options));

        Assert.That((failure!.State, failure.JobId, Jobs.Count), Is.EqualTo((ExportJobState.Failed, Jobs.Last().Id, jobs)));
    }

    [Test]
    public async Task A_job_that_somebody_cancels_is_not_started_anew()
    {
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        var options = How();
        options.TimeProvider = new Meddling(() => Client.Export.CancelExportAsync(Jobs.Single().Id).Wait());

        var failure = await Assert.CatchAsync<ExportJobFailedException>(() => ReadAsync(Query(ExportFormat.Ndjson), options));

        Assert.That((failure!.State, Jobs.Count), Is.EqualTo((ExportJobState.Cancelled, 1)));
    }

    [Test]
    public async Task A_start_without_an_answer_is_not_repeated()
    {
        Server.Faults.For(IterableOperations.StartExport).LoseAnswer();

        var failure = await Assert.CatchAsync<IterableException>(() => ReadAsync(Query(ExportFormat.Ndjson), How()));

        Assert.That(failure, Is.Not.InstanceOf<ExportJobFailedException>());
        Assert.That(Jobs.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Windows_can_be_given_and_taken_up_where_they_were_left()
    {
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        var options = How();
        options.Window = TimeSpan.FromHours(5);
        var (query, records) = (Query(ExportFormat.Csv), new List<string?>());

        var windows = 0;
        await foreach (var job in Client.Export.RunJobsAsync(query, options))
        {
            await foreach (var record in job.ReadAsync<ExportedEvent>())
                records.Add(record.MessageId);
            query.Start = job.End;
            if (++windows == 2)
                break;
        }

        var (rest, more) = await ReadAsync(query, options);

        Assert.That(records.Concat(rest), Is.EqualTo(Generated(100)));
        Assert.That(more.Select(window => (window.End - window.Start)!.Value.TotalHours), Is.EqualTo(new[] { 5, 5, 4.0 }));
    }

    [Test]
    public async Task A_job_of_the_past_cannot_be_read()
    {
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        ExportJob? past = null;
        await foreach (var job in Client.Export.RunJobsAsync(Query(ExportFormat.Ndjson), How()))
            past = job;

        await Assert.CatchAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var _ in past!.ReadAsync<JObject>())
            {
            }
        });
    }

    [Test]
    public void What_no_job_can_do_is_refused_before_anything_is_sent()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Client.Export.RunJobsAsync(new ExportQuery("user") { Range = ExportRange.All }), Throws.ArgumentException);
            Assert.That(() => Client.Export.RunJobsAsync(null!), Throws.ArgumentNullException);
            Assert.That(() => Client.Export.RunJobsAsync(Query(ExportFormat.Csv), new ExportJobOptions { Window = TimeSpan.FromSeconds(0.5) }), Throws.ArgumentException);
            Assert.That(() => Client.Export.RunJobsAsync(Query(ExportFormat.Csv), new ExportJobOptions { MaxResubmissions = -1 }), Throws.ArgumentException);
            Assert.That(Server.Requests.Count, Is.Zero);
        });
    }

    /// <summary>A clock on which every wait is over when something else has been done.</summary>
    private sealed class Meddling(Action action) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            action();
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    private static IEnumerable<string> Generated(int count) => Enumerable.Range(0, count).Select(i => $"generated-{i}");

    private static ExportQuery Query(ExportFormat format) => new("emailOpen") { Start = Day, End = Day.AddDays(1), Format = format };

    private static ExportJobOptions How() => new() { TimeProvider = new Impatient(), IdleTimeout = Timeout.InfiniteTimeSpan };

    private async Task<(List<string?> Records, List<(DateTimeOffset? Start, DateTimeOffset? End)> Windows)> ReadAsync(ExportQuery query, ExportJobOptions options)
    {
        var (records, windows) = (new List<string?>(), new List<(DateTimeOffset? Start, DateTimeOffset? End)>());
        await foreach (var job in Client.Export.RunJobsAsync(query, options))
        {
            windows.Add((job.Start, job.End));
            await foreach (var record in job.ReadAsync<ExportedEvent>())
                records.Add(record.MessageId);
        }

        return (records, windows);
    }
}
