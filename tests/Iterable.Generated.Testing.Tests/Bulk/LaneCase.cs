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
            run.Told((int)outcome.State!, Told.Of(outcome));
            if (scenario.Handling > TimeSpan.Zero)
                await Task.Delay(scenario.Handling, world.Clock);
            Interlocked.Decrement(ref handling);
        });
        await using (sender)
        {
            foreach (var step in scenario.Steps)
                await DoAsync(run, sender, step);
        }

        run.Check();
    }

    public override async Task PullAsync(World world, Scenario scenario)
    {
        var run = new LaneRun(world, this, scenario);
        using var cancellation = new CancellationTokenSource();
        var most = Math.Max(scenario.Records, scenario.Pending ?? (Operation == IterableOperations.TrackPurchase ? 1000 : scenario.Records * (scenario.Calls + 2)));
        try
        {
            await foreach (var outcome in open(world, Options(scenario)).SendAsync(ReadAsync(run), cancellation.Token))
            {
                Assert.That(run.Added - run.Outcomes, Is.LessThanOrEqualTo(most), "what is in memory is bounded");
                run.Told((int)outcome.State!, Told.Of(outcome));
                if (run.Outcomes == scenario.CancelAfter)
                    await cancellation.CancelAsync();
                if (scenario.Handling > TimeSpan.Zero)
                    await Task.Delay(scenario.Handling, world.Clock);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }

        run.Check();
    }

    private static BulkOptions Options(Scenario scenario) => new()
    {
        MaxBatchBytes = scenario.Bytes, MaxBatchRecords = scenario.Records, MaxConcurrentCalls = scenario.Calls, MaxPendingRecords = scenario.Pending, MaxResends = scenario.Resends,
        Linger = scenario.Linger, DrainTime = scenario.Drain,
    };

    private async Task DoAsync(LaneRun run, IBulkSender<TRecord> sender, Step step)
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
            case Step.Flush when run.IsClosed:
                break;
            case Step.Flush:
                await sender.FlushAsync();
                Assert.That(run.Outcomes, Is.EqualTo(run.Added), "what was added before a flush has its outcome after it");
                break;
            case Step.Close or Step.CloseAtOnce:
                run.IsClosed = true;
                var left = await sender.CloseAsync(new CancellationToken(step is Step.CloseAtOnce));
                Assert.That(run.Outcomes, Is.EqualTo(run.Added), "what was added has its outcome once the sender is closed");
                run.CheckLeft([.. left.Select(outcome => (int)outcome.State!)]);
                break;
            default:
                await run.MeetAsync(step, default);
                break;
        }
    }

    private async Task AddAsync(LaneRun run, IBulkSender<TRecord> sender, RecordPlan plan, CancellationToken cancellationToken)
    {
        var number = run.Plan(plan);
        try
        {
            // Its outcome can come before this returns.
            await sender.AddAsync(make(plan, number, run.World), number, cancellationToken);
            Assert.That(run.IsClosed, Is.False, "a sender that is closed takes nothing");
        }
        catch (ObjectDisposedException) when (run.IsClosed)
        {
            run.NotAdded(number);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            run.NotAdded(number);
        }
    }

    private async IAsyncEnumerable<BulkRecord<TRecord>> ReadAsync(LaneRun run, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var step in run.Scenario.Steps)
        {
            if (step is Step.Add { Record: var plan })
            {
                var number = run.Plan(plan);
                yield return new BulkRecord<TRecord>(make(plan, number, run.World), number);
            }
            else
            {
                await run.MeetAsync(step, cancellationToken);
            }
        }
    }
}
