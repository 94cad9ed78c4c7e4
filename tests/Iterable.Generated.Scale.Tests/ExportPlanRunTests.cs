using Iterable.Generated.Tests.Support;
using Npgsql;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

/// <summary>A worker goes from one partition to the next.</summary>
internal sealed class ExportPlanRunTests : ExportPlanScene
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Test]
    public async Task Who_loses_a_partition_is_stopped_and_goes_on_with_another()
    {
        var plan = await PlanAsync(Week, new HastyClock());
        var seen = new List<(DateTimeOffset Start, long Fence)>();
        await plan.RunAsync("one", async (partition, cancellation) =>
        {
            seen.Add((partition.Start, partition.Fence));
            if (seen.Count == 1)
            {
                await RunAsync("update iterable_export_partitions set fence = fence + 1, lease_until = 'epoch' where worker = 'one'");
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            }

            await partition.SaveAsync(new ExportCheckpoint(partition.End, Week), cancellation);
        }).WaitAsync(Longest);

        Assert.That(seen.Take(2), Is.EqualTo(new[] { (Start, 1L), (Start.AddDays(7), 1L) }));
        Assert.That(seen[^1], Is.EqualTo((Start, 3L)), "what was taken least often comes first");
        Assert.That((await plan.GetProgressAsync()).IsComplete);
    }

    [Test]
    public async Task Cancellation_and_failures_give_back_what_is_in_hand()
    {
        var plan = await PlanAsync(End - Start);
        using var stop = new CancellationTokenSource();

        Assert.That(() => plan.RunAsync("one", async (partition, cancellation) =>
        {
            await partition.SaveAsync(At(1), cancellation);
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }, cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => plan.RunAsync("two", async (partition, cancellation) =>
        {
            Assert.That(partition.ResumeFrom, Is.EqualTo(At(1)));
            await partition.SaveAsync(At(2), cancellation);
            throw new FormatException();
        }), Throws.TypeOf<FormatException>());
        Assert.That(() => plan.RunAsync("three", (_, _) => Task.CompletedTask), Throws.InvalidOperationException.With.Message.Contains("ended before its end was saved"));

        await using var next = (await plan.TakeAsync("four"))!;
        Assert.That((next.ResumeFrom, next.Fence), Is.EqualTo((At(2), 4L)));
    }

    [Test]
    public async Task A_worker_waits_for_what_others_have_in_hand()
    {
        var plan = await PlanAsync(End - Start, new HastyClock());
        var held = (await plan.TakeAsync("one"))!;
        var asked = 0;
        var running = plan.RunAsync("two", (partition, cancellation) =>
        {
            asked++;
            return partition.SaveAsync(new ExportCheckpoint(partition.End, Week), cancellation);
        });

        var progress = await plan.GetProgressAsync();
        Assert.That((progress.Done, progress.InHand, progress.Waiting, running.IsCompleted), Is.EqualTo((0L, 1L, 0L, false)));
        await held.DisposeAsync();
        await running.WaitAsync(Longest);
        progress = await plan.GetProgressAsync();
        Assert.That((progress.Done, progress.InHand, progress.Waiting, asked), Is.EqualTo((1L, 0L, 0L, 1)));
    }

    [Test]
    public async Task A_worker_is_stopped_when_theDatabase_is_away_for_longer_than_its_lease()
    {
        var time = new VirtualTime();
        var plan = await PlanAsync(End - Start, time);

        Assert.That(() => plan.RunAsync("one", async (_, cancellation) =>
        {
            await Server.KillAsync();
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }).WaitAsync(Longest), Throws.InstanceOf<NpgsqlException>());
    }

    /// <summary>A clock whose pauses are over at once; the end of a lease comes when it comes.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > LongestPause || dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
