namespace Iterable.Generated.Tests.Exports.Jobs;

/// <summary>Which jobs are started for a period, which of them are handed out, and that each is let go of.</summary>
public class JobSequenceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ExportJobStatus Completed = new(ExportJobState.Completed);
    private static readonly ExportJobStatus Truncated = new(ExportJobState.Completed, isTruncated: true);

    private VirtualTime _time = null!;
    private List<FakeJob> _started = null!;

    [SetUp]
    public void SetUp() => (_time, _started) = (new VirtualTime { Jumps = true }, []);

    [TestCase(null, new[] { 10.0 })]
    [TestCase(4.0, new[] { 4, 4, 2.0 })]
    [TestCase(5.0, new[] { 5, 5.0 })]
    [TestCase(11.0, new[] { 10.0 })]
    public async Task Windows_meet_and_end_with_the_period(double? window, double[] expected)
    {
        var read = await ReadAsync(10, Options(window), _ => Completed);

        Assert.That(read.Select(job => job.Seconds), Is.EqualTo(expected));
        Assert.That(_started, Is.EqualTo(read));
        AssertThatWindowsMeet(read, 10);
    }

    [Test]
    public async Task A_window_whose_job_was_cut_is_exported_in_halves_and_no_larger_one_is_tried_again()
    {
        var read = await ReadAsync(7, Options(), job => job.Seconds > 2 ? Truncated : Completed);

        Assert.That(_started.Select(job => job.Seconds), Is.EqualTo(new[] { 7, 3, 1, 1, 1, 1, 1, 1, 1.0 }));
        Assert.That(read.All(job => job.Seconds <= 2));
        AssertThatWindowsMeet(read, 7);
    }

    [Test]
    public async Task A_second_that_is_cut_cannot_be_exported_whole_and_says_so()
    {
        var failure = await FailureAsync<ExportTruncatedException>(() => ReadAsync(2, Options(), _ => Truncated));

        Assert.That(_started.Select(job => job.Seconds), Is.EqualTo(new[] { 2, 1.0 }));
        Assert.That((failure.JobId, _started.All(job => job.IsDisposed)), Is.EqualTo((2L, true)));
    }

    [Test]
    public async Task A_cut_that_is_accepted_is_handed_out()
    {
        var options = Options();
        options.AcceptTruncation = true;

        Assert.That(await ReadAsync(10, options, _ => Truncated), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_job_that_failed_is_started_anew_after_a_pause_that_grows()
    {
        var read = await ReadAsync(10, Options(), job => job.Id <= 3 ? throw new ExportJobFailedException(job.Id, ExportJobState.Failed) : Completed);

        Assert.Multiple(() =>
        {
            Assert.That(_started.Select(job => (job.Start, job.End)), Is.EqualTo(Enumerable.Repeat(((DateTimeOffset?)Start, (DateTimeOffset?)Start.AddSeconds(10)), 4)));
            Assert.That(read.Select(job => job.Id), Is.EqualTo(new[] { 4L }));
            Assert.That(_time.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 1, 2, 4.0 }));
            Assert.That(_started.All(job => job.IsDisposed));
        });
    }

    [TestCase(0, 1)]
    [TestCase(2, 3)]
    public async Task A_job_that_fails_again_and_again_is_an_exception(int resubmissions, int jobs)
    {
        var options = Options();
        options.MaxResubmissions = resubmissions;

        var failure = await FailureAsync<ExportJobFailedException>(() => ReadAsync(10, options, job => throw new ExportJobFailedException(job.Id, ExportJobState.Failed)));

        Assert.That((failure.JobId, _started.Count, _started.All(job => job.IsDisposed)), Is.EqualTo(((long)jobs, jobs, true)));
    }

    [Test]
    public async Task The_failures_of_one_window_do_not_count_for_the_next()
    {
        var options = Options(5);
        options.MaxResubmissions = 1;

        var read = await ReadAsync(10, options, job => job.Id % 2 == 1 ? throw new ExportJobFailedException(job.Id, ExportJobState.Failed) : Completed);

        Assert.That(read.Select(job => job.Id), Is.EqualTo(new[] { 2L, 4L }));
    }

    [Test]
    public async Task A_job_that_somebody_cancelled_is_not_started_anew()
    {
        await FailureAsync<ExportJobFailedException>(() => ReadAsync(10, Options(), job => throw new ExportJobFailedException(job.Id, ExportJobState.Cancelled)));

        Assert.That(_started.Single().IsDisposed);
    }

    [Test]
    public async Task A_job_that_cannot_be_asked_about_is_let_go_of()
    {
        await FailureAsync<IterableException>(() => ReadAsync(10, Options(), _ => throw new IterableException("The service does not answer.", new IterableErrorDetails())));

        Assert.That(_started.Single().IsDisposed);
    }

    [Test]
    public async Task A_job_can_be_read_until_the_next_one_is_asked_for()
    {
        await foreach (var job in Sequence(10, Options(5), _ => Completed))
        {
            Assert.That(_started[^1], Is.SameAs(job));
            Assert.That(_started.Select(one => one.IsDisposed), Is.EqualTo(_started.Select(one => !ReferenceEquals(one, job))));
        }

        Assert.That(_started.Select(job => job.IsDisposed), Is.EqualTo(new[] { true, true }));
    }

    private static ExportJobOptions Options(double? window = null) => new() { Window = window is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

    private static void AssertThatWindowsMeet(IReadOnlyList<FakeJob> jobs, int seconds)
    {
        Assert.That((jobs[0].Start, jobs[^1].End), Is.EqualTo(((DateTimeOffset?)Start, (DateTimeOffset?)Start.AddSeconds(seconds))));
        Assert.That(jobs.Zip(jobs.Skip(1)).All(pair => pair.First.End == pair.Second.Start), "windows meet");
    }

    private async Task<List<FakeJob>> ReadAsync(int seconds, ExportJobOptions options, Func<FakeJob, ExportJobStatus> wait) =>
        [.. (await ExportBodies.ListAsync(Sequence(seconds, options, wait))).Cast<FakeJob>()];

    private IAsyncEnumerable<ExportJob> Sequence(int seconds, ExportJobOptions options, Func<FakeJob, ExportJobStatus> wait)
    {
        var query = new ExportQuery("emailSend") { Start = Start, End = Start.AddSeconds(seconds) };
        var invoker = new ClientComposition(new IterableClientOptions { ApiKey = FakeApi.Key }).CreateInvoker();
        var attempts = new ExportAttempts(invoker, IterableOperations.StartExport, _time, options.MaxAttempts, options.FirstPause, options.LongestPause);
        return new JobSequence(
            (window, _) =>
            {
                _started.Add(new FakeJob(_started.Count + 1, window, wait));
                return Task.FromResult<ExportJob>(_started[^1]);
            },
            query,
            options,
            attempts).RunAsync(default);
    }

    private static Task<T> FailureAsync<T>(Func<Task> act)
        where T : Exception => ExportBodies.FailureAsync<T>(act);

    private sealed class FakeJob(int id, ExportQuery window, Func<FakeJob, ExportJobStatus> wait) : ExportJob(new ExportJobCheckpoint(id, window.Format), window.Start, window.End)
    {
        public double Seconds => (End - Start)!.Value.TotalSeconds;

        public bool IsDisposed { get; private set; }

        public override Task<ExportJobStatus> WaitAsync(CancellationToken cancellationToken = default) =>
            IsDisposed ? throw new ObjectDisposedException(nameof(FakeJob)) : Task.FromResult(wait(this));

        protected override void Dispose(bool disposing) => IsDisposed = true;
    }
}
