using Iterable.Generated.Tests.Support;

namespace Iterable.Generated.Tests.Webhooks;

[TestFixture]
public sealed class MemoryDuplicateFilterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public async Task What_is_done_stays_done_for_its_time()
    {
        var clock = new ManualClock();
        var filter = new IterableMemoryDuplicateFilter(timeProvider: clock);

        Assert.That(await filter.ClaimAsync("a", "1", Minute), Is.EqualTo(IterableDuplicateClaim.First));
        Assert.That(await filter.ClaimAsync("a", "2", Minute), Is.EqualTo(IterableDuplicateClaim.InProgress));
        await filter.CompleteAsync("a", 10 * Minute);
        Assert.That(await filter.ClaimAsync("a", "3", Minute), Is.EqualTo(IterableDuplicateClaim.Done));
        clock.Advance(10 * Minute);
        Assert.That(await filter.ClaimAsync("a", "4", Minute), Is.EqualTo(IterableDuplicateClaim.First));
    }

    [Test]
    public async Task What_is_released_or_left_alone_can_be_claimed_again()
    {
        var clock = new ManualClock();
        var filter = new IterableMemoryDuplicateFilter(timeProvider: clock);

        await filter.ClaimAsync("a", "1", Minute);
        await filter.ReleaseAsync("a", "another");
        Assert.That(await filter.ClaimAsync("a", "2", Minute), Is.EqualTo(IterableDuplicateClaim.InProgress));
        await filter.ReleaseAsync("a", "1");
        Assert.That(await filter.ClaimAsync("a", "3", Minute), Is.EqualTo(IterableDuplicateClaim.First));
        clock.Advance(Minute);
        Assert.That(await filter.ClaimAsync("a", "4", Minute), Is.EqualTo(IterableDuplicateClaim.First));
        await filter.ReleaseAsync("a", "3");
        Assert.That(await filter.ClaimAsync("a", "5", Minute), Is.EqualTo(IterableDuplicateClaim.InProgress));
    }

    [Test]
    public async Task The_oldest_are_forgotten_when_there_are_too_many()
    {
        var filter = new IterableMemoryDuplicateFilter(capacity: 3, new ManualClock());
        foreach (var key in new[] { "a", "b", "c", "d" })
            await filter.CompleteAsync(key, Minute);

        Assert.That(await filter.ClaimAsync("a", "1", Minute), Is.EqualTo(IterableDuplicateClaim.First));
        Assert.That(await filter.ClaimAsync("b", "1", Minute), Is.EqualTo(IterableDuplicateClaim.Done));
    }

    [Test]
    public async Task Claims_are_bounded_too()
    {
        var clock = new ManualClock();
        var filter = new IterableMemoryDuplicateFilter(capacity: 2, clock);
        foreach (var key in new[] { "a", "b", "c" })
            Assert.That(await filter.ClaimAsync(key, "1", Minute), Is.EqualTo(IterableDuplicateClaim.First));

        Assert.That(await filter.ClaimAsync("c", "2", Minute), Is.EqualTo(IterableDuplicateClaim.First), "there was no room to remember it");
        clock.Advance(Minute);
        await filter.ClaimAsync("c", "3", Minute);
        Assert.That(await filter.ClaimAsync("c", "4", Minute), Is.EqualTo(IterableDuplicateClaim.InProgress));
    }

    [Test]
    public void A_filter_without_room_is_refused() => Assert.That(() => new IterableMemoryDuplicateFilter(0), Throws.TypeOf<ArgumentOutOfRangeException>());
}
