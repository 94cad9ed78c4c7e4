namespace Iterable.Generated.Testing.Tests;

public class ClockTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);

    [Test]
    public void A_clock_runs_until_it_is_stopped()
    {
        var clock = new IterableTestClock();
        Assert.That(clock.GetUtcNow(), Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromSeconds(5)));

        clock.Stop();
        clock.Set(Time);
        var (stopped, timestamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Multiple(() =>
        {
            Assert.That(stopped, Is.EqualTo(Time));
            Assert.That(clock.GetUtcNow(), Is.EqualTo(Time.AddSeconds(3)));
            Assert.That(clock.GetElapsedTime(timestamp), Is.EqualTo(TimeSpan.FromSeconds(3)));
        });
    }

    [Test]
    public void Timers_fire_when_the_clock_is_turned_past_them()
    {
        var clock = new IterableTestClock();
        clock.Stop();
        var fired = 0;
        using var once = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        using var every = clock.CreateTimer(_ => fired += 100, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        clock.Advance(TimeSpan.FromSeconds(59));
        var early = fired;
        clock.Advance(TimeSpan.FromSeconds(1));
        var due = fired;
        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.That((early, due, fired), Is.EqualTo((0, 101, 401)));
    }

    [Test]
    public void Setting_the_time_lets_no_time_go_by()
    {
        var clock = new IterableTestClock();
        clock.Stop();
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        clock.Set(Time.AddYears(1));

        Assert.That(fired, Is.Zero);
    }

    [Test]
    public void A_timer_that_was_disposed_of_or_stopped_does_not_fire()
    {
        var clock = new IterableTestClock();
        clock.Stop();
        var fired = 0;
        var disposed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        using var stopped = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        disposed.Dispose();
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.That((fired, disposed.Change(TimeSpan.Zero, TimeSpan.Zero)), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task A_delay_ends_when_the_machine_or_the_test_lets_time_go_by()
    {
        var clock = new IterableTestClock();
        await Task.Delay(TimeSpan.FromMilliseconds(20), clock);

        var hour = Task.Delay(TimeSpan.FromHours(1), clock);
        clock.Advance(TimeSpan.FromHours(1));

        await hour.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task A_stopped_clock_that_runs_again_wakes_what_waits()
    {
        var clock = new IterableTestClock();
        clock.Stop();
        var delay = Task.Delay(TimeSpan.FromMilliseconds(10), clock);

        clock.Run();

        await delay.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
