using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Windows;

/// <summary>A window that was handed out can be read whole and again, and not when it is over, whether it is in memory or in a file.</summary>
public class ExportWindowTests
{
    private const string Body = "{\"email\":\"a\"}\nnonsense\n{\"email\":\"b\"}\n{\"email\":\"c\"}\n";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_window_in_memory_gives_the_records_that_were_read_and_does_not_read_them_again() =>
        await WithWindowsAsync(1_000_000, _ => { }, async windows =>
        {
            var window = await NextAsync(windows);
            var (first, second) = (await ListAsync(window.ReadAsync()), await ListAsync(window.ReadAsync()));

            Assert.That(first, Has.Count.EqualTo(3));
            Assert.That(first.Zip(second).All(pair => ReferenceEquals(pair.First, pair.Second)));
        });

    [TestCase(1_000_000)]
    [TestCase(0)]
    public async Task A_window_that_is_over_hands_out_nothing_more(int memoryLimit)
    {
        var refused = new List<UnreadableExportRecord>();
        await WithWindowsAsync(memoryLimit, refused.Add, async windows =>
        {
            var over = await NextAsync(windows);
            await using var half = over.ReadAsync().GetAsyncEnumerator();
            Assert.That(await half.MoveNextAsync());
            await NextAsync(windows);
            refused.Clear();

            var again = await FailureAsync<ObjectDisposedException>(() => ListAsync(over.ReadAsync()));
            Assert.That(refused, Is.Empty, "nothing of it goes to the handler either");
            var further = await FailureAsync<ObjectDisposedException>(async () => await half.MoveNextAsync());

            Assert.That(new[] { again.Message, further.Message }, Has.All.StartsWith("A window can be read until the next one is asked for."));
        });
    }

    [TestCase(1_000_000)]
    [TestCase(0)]
    public async Task A_window_cannot_be_read_when_the_read_by_windows_was_left(int memoryLimit)
    {
        ExportWindow<ExportedEvent>? left = null;
        await WithWindowsAsync(memoryLimit, _ => { }, async windows => left = await NextAsync(windows));

        await FailureAsync<ObjectDisposedException>(() => ListAsync(left!.ReadAsync()));
    }

    [TestCase(1_000_000)]
    [TestCase(0)]
    public async Task Reading_a_window_can_be_cancelled(int memoryLimit) =>
        await WithWindowsAsync(memoryLimit, _ => { }, async windows =>
        {
            using var stop = new CancellationTokenSource();
            var window = await NextAsync(windows);
            await using var records = window.ReadAsync(stop.Token).GetAsyncEnumerator();
            Assert.That(await records.MoveNextAsync());
            await stop.CancelAsync();

            await FailureAsync<OperationCanceledException>(async () => await records.MoveNextAsync());
            Assert.That(await ListAsync(window.ReadAsync()), Has.Count.EqualTo(3), "again");
        });

    [TestCase(1_000_000)]
    [TestCase(0)]
    public async Task A_window_can_be_read_again_after_the_token_of_an_earlier_reading_was_cancelled(int memoryLimit) =>
        await WithWindowsAsync(memoryLimit, _ => { }, async windows =>
        {
            using var stop = new CancellationTokenSource();
            var window = await NextAsync(windows);
            await ListAsync(window.ReadAsync(stop.Token));
            await stop.CancelAsync();

            Assert.That((await ListAsync(window.ReadAsync())).Select(read => read.Email), Is.EqualTo(new[] { "a", "b", "c" }));
        });

    [TestCase(1_000_000)]
    [TestCase(0)]
    public async Task A_window_says_what_is_in_it(int memoryLimit) =>
        await WithWindowsAsync(memoryLimit, _ => { }, async windows =>
        {
            var window = await NextAsync(windows);

            Assert.That((window.Start, window.End, window.RecordCount, window.ByteCount), Is.EqualTo((Start, Start.AddHours(1), 3L, (long)Body.Length)));
        });

    /// <summary>Two windows of an hour with the same body, as they are asked for.</summary>
    private static async Task WithWindowsAsync(int memoryLimit, Action<UnreadableExportRecord> onUnreadable, Func<IAsyncEnumerator<ExportWindow<ExportedEvent>>, Task> act)
    {
        using var api = new FakeApi();
        api.Answers(() => new HttpResponseMessage { Content = new StreamContent(new ChunkedStream(Encoding.UTF8.GetBytes(Body))) });
        using var client = ExportQueryTests.Client(api);
        var query = new ExportQuery("emailSend") { Start = Start, End = Start.AddHours(2) };
        var options = new WindowedExportOptions
        {
            InitialWindow = TimeSpan.FromHours(1),
            LargestWindow = TimeSpan.FromHours(1),
            MemoryLimit = memoryLimit,
            OnUnreadableRecord = onUnreadable,
            IdleTimeout = Timeout.InfiniteTimeSpan,
        };
        await using var windows = client.Export.ReadWindowedAsync(query, options).GetAsyncEnumerator();
        await act(windows);
    }

    private static async Task<ExportWindow<ExportedEvent>> NextAsync(IAsyncEnumerator<ExportWindow<ExportedEvent>> windows) =>
        await windows.MoveNextAsync() ? windows.Current : throw new AssertionException("There is no further window.");
}
