namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>A lane under test: how its records are made, and what the server can have against them.</summary>
internal abstract class LaneCase(string name, IterableOperation operation, params RecordKind[] kinds)
{
    public const string NumberName = "n";

    public IterableOperation Operation { get; } = operation;

    public IReadOnlyList<RecordKind> Kinds { get; } = kinds;

    /// <summary>Whether an answer only confirms the call, so that one that says nothing is taken for a success.</summary>
    public bool OnlyConfirms { get; init; }

    public abstract Task PushAsync(World world, Scenario scenario);

    public abstract Task PullAsync(World world, Scenario scenario);

    public override string ToString() => name;
}

/// <inheritdoc />
/// <typeparam name="TRecord">The records.</typeparam>
internal sealed class LaneCase<TRecord>(
    string name,
    IterableOperation operation,
    Func<World, BulkOptions, IBulkLane<TRecord>> open,
    Func<RecordPlan, int, World, TRecord> make,
    params RecordKind[] kinds) : LaneCase(name, operation, kinds)
{
    public override async Task PushAsync(World world, Scenario scenario)
    {
        var run = new LaneRun(world, this, scenario) { IsPushed = true };
        var handling = 0;
        var sender = open(world, Options(scenario)).CreateSender(async outcome =>
        {
            Assert.That(Interlocked.Increment(ref handling), Is.EqualTo(1), "one outcome at a time");
            var told = run.Told((int)outcome.State!, Told.Of(outcome));
            if (scenario.Handling > TimeSpan.Zero)
                await Task.Delay(scenario.Handling, world.Clock);
            Interlocked.Decrement(ref handling);
            if (told == scenario.ThrowAt)
                throw new HandlerException();
        });

        var meanwhile = new List<Task>();
        foreach (var step in scenario.Steps)
        {
            if (step is Step.Meanwhile { Other: var other })
                meanwhile.Add(DoAsync(run, sender, other));
            else
                await DoAsync(run, sender, step);
        }

        meanwhile.Add(DoAsync(run, sender, new Step.Close()));
        await Task.WhenAll(meanwhile);
        run.CheckThrown();
        await world.CheckQuietAsync();
        run.Check();
    }

    public override async Task PullAsync(World world, Scenario scenario)
    {
        var run = new LaneRun(world, this, scenario);
        using var cancellation = new CancellationTokenSource();
        var most = Math.Max(scenario.Records, scenario.Pending ?? (Operation == IterableOperations.TrackPurchase ? 1000 : scenario.Records * (scenario.Calls + 2)));
        try
        {
            await foreach (var outcome in open(world, Options(scenario)).SendAsync(ReadAsync(run, cancellation), cancellation.Token))
            {
                Assert.That(run.Pending, Is.LessThanOrEqualTo(most), "what is in memory is bounded");
                var outcomes = run.Told((int)outcome.State!, Told.Of(outcome));
                run.IsLeft = outcomes == scenario.LeaveAfter;
                if (run.IsLeft)
                    break;
                if (outcomes == scenario.CancelAfter)
                    await CancelAsync(run, cancellation);
                if (scenario.Handling > TimeSpan.Zero)
                    await Task.Delay(scenario.Handling, world.Clock);
            }

            Assert.That(run.IsLeft || run.IsSourceRead, "a stream that was not read to its end says so");
        }
        catch (OperationCanceledException e) when (run.IsCut)
        {
            Assert.That(e.CancellationToken, Is.EqualTo(cancellation.Token));
        }
        catch (HandlerException) when (run.IsBroken)
        {
        }

        Assert.That(run.IsSourceClosed, "whoever makes the records is told that no more are wanted");
        await world.CheckQuietAsync();
        run.Check();
    }

    private static BulkOptions Options(Scenario scenario) => new()
    {
        MaxBatchBytes = scenario.Bytes, MaxBatchRecords = scenario.Records, MaxConcurrentCalls = scenario.Calls, MaxPendingRecords = scenario.Pending, MaxResends = scenario.Resends,
        Linger = scenario.Linger, DrainTime = scenario.Drain,
    };

    private async Task DoAsync(LaneRun run, IBulkSender<TRecord> sender, Step step)
    {
        try
        {
            switch (step)
            {
                case Step.Add add:
                    await AddAsync(run, sender, add.Record, default);
                    break;
                case Step.AddCancelled add:
                    using (var cancellation = new CancellationTokenSource(add.After, run.World.Clock))
                        await AddAsync(run, sender, add.Record, cancellation.Token);
                    break;
                case Step.Flush:
                    await FlushAsync(run, sender, default);
                    break;
                case Step.FlushCancelled flush:
                    using (var cancellation = new CancellationTokenSource(flush.After, run.World.Clock))
                        await FlushAsync(run, sender, cancellation.Token);
                    break;
                case Step.Close { After: null }:
                    await CloseAsync(run, sender, default);
                    break;
                case Step.Close { After: { } after }:
                    using (var cancellation = new CancellationTokenSource(after, run.World.Clock))
                        await CloseAsync(run, sender, cancellation.Token);
                    break;
                default:
                    await run.MeetAsync(step, default);
                    break;
            }
        }
        catch (HandlerException)
        {
            run.Thrown();
        }
    }

    private async Task AddAsync(LaneRun run, IBulkSender<TRecord> sender, RecordPlan plan, CancellationToken cancellationToken)
    {
        var number = run.Plan(plan);
        var isClosed = run.IsClosed;
        var isAdded = false;
        try
        {
            // Its outcome can come before this returns.
            await sender.AddAsync(make(plan, number, run.World), number, cancellationToken);
            isAdded = true;
            Assert.That(isClosed, Is.False, "a sender that is closed takes nothing");
        }
        catch (ObjectDisposedException) when (run.IsClosed)
        {
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        finally
        {
            run.Decided(number, isAdded);
        }
    }

    private static async Task FlushAsync(LaneRun run, IBulkSender<TRecord> sender, CancellationToken cancellationToken)
    {
        var added = run.AddedByNow();
        try
        {
            await sender.FlushAsync(cancellationToken);
            run.CheckTold(added, "after a flush");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private static async Task CloseAsync(LaneRun run, IBulkSender<TRecord> sender, CancellationToken cancellationToken)
    {
        run.IsCut |= run.Pending > 0;
        run.IsClosed = true;
        var added = run.AddedByNow();
        var left = await sender.CloseAsync(cancellationToken);
        run.CheckTold(added, "once the sender is closed");
        run.CheckLeft([.. left.Select(outcome => (int)outcome.State!)]);
    }

    private static async Task CancelAsync(LaneRun run, CancellationTokenSource cancellation)
    {
        run.IsCut = true;
        await cancellation.CancelAsync();
    }

    private async IAsyncEnumerable<BulkRecord<TRecord>> ReadAsync(LaneRun run, CancellationTokenSource cancellation, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var step in run.Scenario.Steps)
            {
                switch (step)
                {
                    case Step.Add { Record: var plan }:
                        var number = run.Plan(plan);
                        run.Decided(number, isAdded: true);
                        yield return new BulkRecord<TRecord>(make(plan, number, run.World), number);
                        break;
                    case Step.Cancel:
                        await CancelAsync(run, cancellation);
                        break;
                    case Step.Break when !run.IsCut:
                        run.IsBroken = true;
                        throw new HandlerException();
                    default:
                        await run.MeetAsync(step, cancellationToken);
                        break;
                }
            }

            run.IsSourceRead = true;
        }
        finally
        {
            run.IsSourceClosed = true;
        }
    }

    /// <summary>Thrown by code of the user's.</summary>
    private sealed class HandlerException : Exception;
}
