namespace Iterable.Generated.Tests.RateLimits;

/// <summary>The slots that a process counts by itself: a bucket of three, and one more each second.</summary>
public class LocalSlotsTests
{
    private readonly VirtualTime _time = new();
    private LocalSlots _slots = null!;

    [SetUp]
    public void Begin()
    {
        _slots = new LocalSlots(_time);
        _time.Advance(TimeSpan.FromSeconds(7));
    }

    [Test]
    public void The_burst_is_due_at_once_then_one_slot_an_interval_and_the_burst_again_after_a_while()
    {
        Assert.That(Enumerable.Range(0, 5).Select(_ => Reserve()), Is.EqualTo(new[] { -2d, -1, 0, 1, 2 }));

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(Reserve(), Is.EqualTo(1));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.That(Reserve(), Is.EqualTo(-2));
    }

    [Test]
    public void Slots_that_are_taken_together_are_as_many()
    {
        Reserve(count: 5);

        Assert.That(Reserve(), Is.EqualTo(3));
    }

    [TestCase(1, 2)]
    [TestCase(0.9, 1)]
    public void A_slot_is_taken_only_where_it_is_not_too_late(double longestWait, double next)
    {
        Reserve(count: 3);

        Assert.That(Reserve(longestWait: longestWait), Is.EqualTo(1));
        Assert.That(Reserve(), Is.EqualTo(next));
    }

    [TestCase(10, 11)]
    [TestCase(9.9, 10)]
    public async Task What_is_held_has_a_slot_at_its_end_where_somebody_waits_for_so_long_and_no_burst(double longestHold, double next)
    {
        await _slots.HoldAsync("k", TimeSpan.FromSeconds(10), default);
        await _slots.HoldAsync("k", TimeSpan.FromSeconds(3), default);

        var answer = await ReserveAsync(longestHold: longestHold);
        Assert.That((answer.Wait, answer.Hold), Is.EqualTo((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10))));
        Assert.That(Reserve(), Is.EqualTo(next));
    }

    [Test]
    public async Task A_hold_that_is_shorter_than_what_was_taken_already_gives_none_of_it_back()
    {
        Reserve(count: 5);

        await _slots.HoldAsync("k", TimeSpan.FromSeconds(1), default);

        Assert.That(Reserve(), Is.EqualTo(3));
    }

    private double Reserve(int count = 1, double longestWait = 100) => ReserveAsync(count, longestWait).Result.Wait.TotalSeconds;

    private ValueTask<IterableSlotAnswer> ReserveAsync(int count = 1, double longestWait = 100, double longestHold = 100) =>
        _slots.ReserveAsync(new IterableSlotRequest("k", TimeSpan.FromSeconds(1), burst: 3, count, TimeSpan.FromSeconds(longestWait), TimeSpan.FromSeconds(longestHold)), default);
}
