using System.Diagnostics;
using Iterable.Generated.Tests.Support;

namespace Iterable.Generated.Testing.Tests;

/// <summary>
/// A clock that goes to the next timer once nothing happens any more: hours go by in no time, and in their order. Nothing happens when no thread of the pool has anything to do, which is
/// true of code that neither blocks nor calls what is outside the process.
/// </summary>
/// <param name="advanced">Is told how far the clock went, before the timers fire.</param>
internal sealed class SettlingClock(Action<TimeSpan>? advanced = null) : VirtualTime
{
    private static readonly Lazy<int> BusyBefore = new(() => Enumerable.Range(0, 20).Min(_ =>
    {
        Thread.Sleep(1);
        return Busy();
    }));

    /// <summary>Does some work, and lets time go by until it is done. The thread that calls this is the one that turns the clock, and none of the pool's.</summary>
    /// <exception cref="TimeoutException">It is not done, and nothing is left to wait for.</exception>
    public void Run(Func<Task> work)
    {
        _ = BusyBefore.Value;
        var task = Task.Run(work);
        var idle = Stopwatch.StartNew();
        while (!task.IsCompleted)
        {
            if (!HasSettled())
            {
                idle.Restart();
                Thread.Yield();
            }
            else if (!task.IsCompleted && TakeNext() is { } fire)
            {
                // On the pool: where that has one thread, nothing happens at the same time as something else.
                ThreadPool.UnsafeQueueUserWorkItem(_ => fire(), null);
                idle.Restart();
            }
            else if (idle.Elapsed > Patience)
            {
                throw new TimeoutException("Nothing happens any more, and the work is not done.");
            }
        }

        task.GetAwaiter().GetResult();
    }

    private static bool HasSettled() => IsCalm() && IsCalm();

    private static bool IsCalm() => ThreadPool.PendingWorkItemCount == 0 && Busy() <= BusyBefore.Value;

    // The threads that run something, or are on their way to.
    private static int Busy()
    {
        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return all - free;
    }

    private Action? TakeNext()
    {
        var before = GetUtcNow();
        var fire = TakeNext(DateTimeOffset.MaxValue);
        if (GetUtcNow() - before is var time && time > TimeSpan.Zero)
            advanced?.Invoke(time);
        return fire;
    }
}
