using System.Reflection;

namespace Iterable.Generated.Tests.Conventions;

/// <summary>Whoever fakes a client in a test can make all that it has to return or throw.</summary>
public class FakeTests
{
    // The facts of operations are there already, as static properties.
    private static readonly Type[] Known = [typeof(IterableOperation), typeof(IterableRateLimit)];

    private static IReadOnlyList<Type> Returned() =>
        [.. PublicApi.ClientInterfaces.SelectMany(client => client.GetMethods()).SelectMany(method => Parts(method.ReturnType)).Concat(PublicApi.Types).Where(IsOurClass).Distinct()];

    [TestCaseSource(nameof(Returned))]
    public void It_can_be_made(Type type) => Assert.That(
        type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Any(made => made.IsPublic || (made.IsFamily && !type.IsSealed))
            || type.GetMethods(BindingFlags.Public | BindingFlags.Static).Any(made => made.ReturnType.Name == type.Name),
        type.FullName);

    [Test]
    public async Task A_list_is_made_of_items()
    {
        var campaigns = IterablePages<string>.FromItems(["a", "b"]);

        Assert.That(await campaigns.ToListAsync(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((await campaigns.AsPages().ToListAsync()).Single().HasMore, Is.False);
    }

    [Test]
    public async Task A_window_is_made_of_records()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var window = new ExportWindow<ExportedEvent>(start, start.AddDays(1), [new ExportedEvent { Email = "ada@example.com" }]);

        Assert.That((await window.ReadAsync().ToListAsync()).Single().Email, Is.EqualTo("ada@example.com"));
        Assert.That((window.RecordCount, window.Checkpoint.Next), Is.EqualTo((1L, start.AddDays(1))));
    }

    [Test]
    public async Task A_job_is_faked_by_what_is_overridden()
    {
        using ExportJob job = new FakeJob();

        Assert.That((await job.WaitAsync()).IsCompleted, Is.True);
        Assert.That((await job.ReadAsync().ToListAsync()).Single().EventName, Is.EqualTo("signedUp"));
        Assert.That(job.Id, Is.EqualTo(7));
    }

    [Test]
    public async Task A_fake_says_what_it_does_not_override()
    {
        using ExportJob job = new FakeJob();
        var file = new FakeFile();

        foreach (var call in new[] { job.GetStatusAsync(), job.CancelAsync(), job.ReadFilesAsync().ToListAsync().AsTask(), file.ReadAsync().ToListAsync().AsTask() })
            Assert.That((await call.FailureAsync<NotSupportedException>()).Message, Does.Contain("override what is called on it"));
    }

    private static bool IsOurClass(Type type) => type is { IsClass: true, IsAbstract: false, IsNested: false } && type.Assembly == typeof(IterableClient).Assembly && !Known.Contains(type);

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];

    private sealed class FakeFile() : ExportJobFile(new ExportJobCheckpoint(7, ExportFormat.Ndjson, "1.json"));

    private sealed class FakeJob() : ExportJob(new ExportJobCheckpoint(7, ExportFormat.Ndjson))
    {
        public override Task<ExportJobStatus> WaitAsync(CancellationToken cancellationToken = default) => Task.FromResult(new ExportJobStatus(ExportJobState.Completed));

        public override async IAsyncEnumerable<T> ReadAsync<T>([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            yield return (T)(object)new ExportedEvent { EventName = "signedUp" };
        }
    }
}
