namespace Iterable.Generated.Tests.Exports;

/// <summary>What the options of long exports are without being set, and what they can be.</summary>
public class ExportOptionsTests
{
    private const int GiB = 1024 * 1024 * 1024;

    private static IEnumerable<Action<WindowedExportOptions>> WindowsThatCanBe =>
    [
        options => (options.SmallestWindow, options.InitialWindow, options.LargestWindow) = (Seconds(1), Seconds(1), Seconds(1)),
        options => options.LargestWindow = TimeSpan.FromDays(36500),
        options => options.MaxAttempts = 1,
        options => options.MemoryLimit = 0,
        options => options.MemoryLimit = GiB,
    ];

    private static IEnumerable<Action<WindowedExportOptions>> WindowsThatCannotBe =>
    [
        options => options.SmallestWindow = Seconds(0),
        options => options.SmallestWindow = TimeSpan.FromDays(1) + Seconds(1),
        options => options.InitialWindow = TimeSpan.FromDays(31),
        options => options.LargestWindow = TimeSpan.FromDays(36500) + Seconds(1),
        options => options.SmallestWindow = Seconds(1.5),
        options => options.InitialWindow = Seconds(90.5),
        options => options.LargestWindow = TimeSpan.FromDays(2) + TimeSpan.FromTicks(1),
        options => options.MaxAttempts = 0,
        options => options.MemoryLimit = -1,
        options => options.MemoryLimit = GiB + 1L,
        options => options.MaxRecordSize = 1023,
    ];

    private static IEnumerable<Action<ExportJobOptions>> JobsThatCanBe =>
    [
        options => options.LongestPause = Seconds(1),
        options => options.LongestPause = TimeSpan.FromDays(1),
        options => options.MaxAttempts = 1,
        options => options.Window = Seconds(1),
        options => options.MaxResubmissions = 0,
        options => options.MaxResubmissions = 100,
        options => options.MemoryLimit = 0,
        options => options.MemoryLimit = GiB,
    ];

    private static IEnumerable<Action<ExportJobOptions>> JobsThatCannotBe =>
    [
        options => options.FirstPause = Seconds(1) - TimeSpan.FromTicks(1),
        options => options.FirstPause = Seconds(61),
        options => options.LongestPause = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1),
        options => options.MaxAttempts = 0,
        options => options.Window = Seconds(0),
        options => options.Window = Seconds(1.5),
        options => options.MaxResubmissions = -1,
        options => options.MaxResubmissions = 101,
        options => options.MemoryLimit = -1,
        options => options.MemoryLimit = GiB + 1L,
        options => options.MaxRecordSize = 1023,
    ];

    [Test]
    public void What_is_not_set_is_what_the_documentation_says()
    {
        var (windows, jobs) = (new WindowedExportOptions(), new ExportJobOptions());

        Assert.Multiple(() =>
        {
            Assert.That((windows.SmallestWindow, windows.InitialWindow, windows.LargestWindow), Is.EqualTo((TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), TimeSpan.FromDays(30))));
            Assert.That((windows.MaxAttempts, windows.MemoryLimit), Is.EqualTo((20, 16_777_216L)));
            Assert.That((jobs.FirstPause, jobs.LongestPause), Is.EqualTo((TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1))));
            Assert.That((jobs.MaxAttempts, jobs.MaxResubmissions, jobs.MemoryLimit), Is.EqualTo((6, 3, 16_777_216L)));
        });
    }

    [Test]
    public void The_least_and_the_most_can_be_set()
    {
        using var api = new FakeApi();
        var export = ExportQueryTests.Client(api).Export;

        Assert.Multiple(() =>
        {
            foreach (var options in WindowsThatCanBe.Select(Made))
                Assert.That(() => export.ReadWindowedAsync(Query(), options), Throws.Nothing);
            foreach (var options in JobsThatCanBe.Select(Made))
                Assert.That(() => export.RunJobsAsync(Query(), options), Throws.Nothing);
        });
    }

    [Test]
    public void What_cannot_be_right_is_refused_before_anything_is_sent()
    {
        using var api = new FakeApi();
        var export = ExportQueryTests.Client(api).Export;

        Assert.Multiple(() =>
        {
            foreach (var options in WindowsThatCannotBe.Select(Made))
                Assert.That(() => export.ReadWindowedAsync(Query(), options), Throws.ArgumentException);
            foreach (var options in JobsThatCannotBe.Select(Made))
                Assert.That(() => export.RunJobsAsync(Query(), options), Throws.ArgumentException);
            Assert.That(api.Addresses, Is.Empty);
        });
    }

    private static ExportQuery Query() => new("emailSend") { Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), End = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero) };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static TOptions Made<TOptions>(Action<TOptions> change)
        where TOptions : new()
    {
        var options = new TOptions();
        change(options);
        return options;
    }
}
