using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports;

/// <summary>Windows, jobs and files that a test makes to fake an export.</summary>
public class ExportFakeTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ExportJobCheckpoint Checkpoint = new(7, ExportFormat.Ndjson, "1.json");

    [Test]
    public async Task A_window_is_made_of_records()
    {
        var records = new List<JObject> { new() { ["email"] = "a" } };
        var window = new ExportWindow<JObject>(Day, Day.AddHours(1), records, byteCount: 13);
        records.Clear();

        Assert.Multiple(async () =>
        {
            Assert.That((await ListAsync(window.ReadAsync())).Select(read => (string?)read["email"]), Is.EqualTo(new[] { "a" }));
            Assert.That((window.Start, window.End, window.RecordCount, window.ByteCount), Is.EqualTo((Day, Day.AddHours(1), 1L, 13L)));
            Assert.That(window.Checkpoint, Is.EqualTo(new ExportCheckpoint(Day.AddHours(1), TimeSpan.FromHours(1))));
            Assert.That(() => new ExportWindow<JObject>(Day, Day.AddHours(1), null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("records"));
        });
    }

    [Test]
    public async Task A_job_is_faked_by_what_is_overridden()
    {
        using ExportJob job = new FakeJob(Checkpoint);

        Assert.That((await job.WaitAsync()).IsCompleted, Is.True);
        Assert.That((await ListAsync(job.ReadAsync())).Single().EventName, Is.EqualTo("signedUp"));
    }

    [Test]
    public void A_fake_is_where_it_is_said_to_be()
    {
        using ExportJob job = new FakeJob(Checkpoint);
        var file = new FakeFile(Checkpoint);

        Assert.Multiple(() =>
        {
            Assert.That((job.Id, job.Checkpoint, job.Start, job.End), Is.EqualTo((7L, Checkpoint, (DateTimeOffset?)Day, (DateTimeOffset?)Day.AddDays(1))));
            Assert.That((file.Name, file.Checkpoint), Is.EqualTo(("1.json", Checkpoint)));
            Assert.That(() => new FakeJob(null!), Throws.ArgumentNullException);
            Assert.That(() => new FakeFile(null!), Throws.ArgumentNullException);
            Assert.That(() => new FakeFile(new ExportJobCheckpoint(7, ExportFormat.Ndjson)), Throws.ArgumentException);
        });
    }

    [Test]
    public async Task A_fake_says_what_it_does_not_override()
    {
        using ExportJob job = new FakeJob(Checkpoint);
        var file = new FakeFile(Checkpoint);

        foreach (var call in new[] { job.GetStatusAsync(), job.CancelAsync(), ListAsync(job.ReadFilesAsync()), ListAsync(file.ReadAsync()), file.DownloadAsync(System.IO.Stream.Null) })
            Assert.That((await call.FailureAsync<NotSupportedException>()).Message, Does.Contain("override what is called on it"));
    }

    private sealed class FakeFile(ExportJobCheckpoint checkpoint) : ExportJobFile(checkpoint);

    private sealed class FakeJob(ExportJobCheckpoint checkpoint) : ExportJob(checkpoint, Day, Day.AddDays(1))
    {
        public override Task<ExportJobStatus> WaitAsync(CancellationToken cancellationToken = default) => Task.FromResult(new ExportJobStatus(ExportJobState.Completed));

        public override async IAsyncEnumerable<T> ReadAsync<T>([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            yield return (T)(object)new ExportedEvent { EventName = "signedUp" };
        }
    }
}
