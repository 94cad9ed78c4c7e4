using System.Globalization;

namespace Iterable.Generated.Testing.Tests.Simulation;

/// <summary>Sends its records to the service, life after life, until all of them are done. What is in its fields is what it has on a disk: a life that ends takes nothing of it along.</summary>
internal abstract class Worker
{
    private readonly HashSet<int> _done = [];
    private readonly HashSet<int> _letters = [];
    private readonly Dictionary<int, Item> _items;
    private Life? _life;
    private int _lives;

    protected Worker(World world, string name)
    {
        (World, Name) = (world, name);
        var (users, count) = (world.Dice.Next(1, 8), world.Dice.Next(1, 50));
        Items = [.. Enumerable.Range(0, count).Select(_ => Some(world, name, users))];
        _items = Items.ToDictionary(item => item.Number);
    }

    public string Name { get; }

    /// <summary>The life it has, or had last.</summary>
    public Life Life => _life ?? throw new InvalidOperationException("It has not begun.");

    public bool IsDone => _done.Count == Items.Count;

    protected World World { get; }

    protected IReadOnlyList<Item> Items { get; }

    /// <summary>The calls that its records go with.</summary>
    protected abstract IReadOnlyList<IterableOperation> Operations { get; }

    public static Worker Some(World world, int number, bool isCareless)
    {
        var name = $"w{number}";
        return (isCareless ? 0 : world.Dice.Next(3), world.Dice.Next(2)) switch
        {
            (0, 0) => new Importer<UserUpdateRequest>(world, name, Job.Users, isCareless),
            (0, _) => new Importer<TrackEventRequest>(world, name, Job.Events, isCareless),
            (1, 0) => new Consumer<UserUpdateRequest>(world, name, Job.Users),
            (1, _) => new Consumer<TrackEventRequest>(world, name, Job.Events),
            (_, 0) => new Caller<UserUpdateRequest>(world, name, Job.Users),
            _ => new Caller<TrackEventRequest>(world, name, Job.Events),
        };
    }

    /// <summary>Works until everything is done.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            var life = _life = new Life(World, this, ++_lives);
            var living = LiveAsync(life);
            await Task.WhenAny(living, life.Death);
            if (!life.IsDead)
            {
                await living;
                World.Note($"{life} ends");
                if (IsDone)
                    return;
            }

            await World.PauseAsync(TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>Takes a note of what it sends: what is done is not sent again.</summary>
    public virtual void CheckSent(IEnumerable<int> numbers)
    {
        foreach (var number in numbers.Where(_done.Contains))
            World.Violate($"{Name} sends {number} again, which is done");
    }

    /// <summary>Looks whether what is done was done, and once.</summary>
    public virtual void Check()
    {
        var effects = Operations.SelectMany(World.Server.Effects.Of).ToLookup(effect => Job.NumbersIn(effect.Record).Single());
        foreach (var item in Items)
        {
            var (times, counted) = (effects[item.Number].Count(), effects[item.Number].Count(effect => !effect.IsRepeat));
            if (!_done.Contains(item.Number))
                World.Violate($"{Name} is not done with {item}");
            if (item.IsWrong ? times > 0 || !_letters.Contains(item.Number) : times == 0 || _letters.Contains(item.Number))
                World.Violate($"{Name} is done with {item}, which took effect {times} times and {(_letters.Contains(item.Number) ? "is" : "is not")} among the refused");
            if (counted > 1 && effects[item.Number].Any(effect => effect.Id is not null))
                World.Violate($"{Name} did {item} {counted} times");
        }
    }

    /// <summary>One life: goes on with what is not done, until that is all, it is asked to stop, or something has to wait.</summary>
    protected abstract Task LiveAsync(Life life);

    protected bool IsDoneWith(Item item) => _done.Contains(item.Number);

    /// <summary>Writes that records are done.</summary>
    protected async Task FinishAsync(Life life, IEnumerable<Item> items)
    {
        await life.StepAsync();
        foreach (var item in items)
            _done.Add(item.Number);
        await life.StepAsync();
    }

    /// <summary>Writes a record that the service refused to where a person will look.</summary>
    protected async Task SetAsideAsync(Life life, Item item)
    {
        await life.StepAsync();
        World.Note($"{life} is refused {item.Number}");
        _letters.Add(item.Number);
        await life.StepAsync();
    }

    protected BulkOptions SomeOptions() => new()
    {
        MaxBatchRecords = World.Dice.Next(1, 9), MaxConcurrentCalls = World.Dice.Next(1, 4), MaxResends = World.Dice.Next(0, 3),
        Linger = TimeSpan.FromMilliseconds(World.Dice.Next(0, 300)), DrainTime = TimeSpan.FromMilliseconds(World.Dice.Next(0, 3000)),
    };

    public override string ToString() => $"{Name} ({GetType().Name[..^2]}, {Items.Count} of {Operations[0].Id})";

    private static Item Some(World world, string name, int users)
    {
        var isWrong = world.Dice.Next(12) == 0;
        var user = world.Dice.Next(users).ToString(CultureInfo.InvariantCulture);
        return new Item(world.NextNumber(), isWrong ? $"{name}-{user}@" : $"{name}-{user}@example.com", isWrong);
    }
}

/// <summary>Reads its records in their order, as from a file, and keeps how far it has come.</summary>
internal sealed class Importer<TRecord>(World world, string name, Job<TRecord> job, bool isCareless) : Worker(world, name)
{
    protected override IReadOnlyList<IterableOperation> Operations => job.Operations;

    public override void CheckSent(IEnumerable<int> numbers)
    {
        if (!isCareless)
            base.CheckSent(numbers);
    }

    public override void Check()
    {
        base.Check();
        foreach (var last in Items.Where(item => !item.IsWrong).GroupBy(item => item.Email).Select(user => user.Last()))
        {
            if (ReferenceEquals(job, Job.Users) && Job.NumberOf(World.Project.Users.Find(last.Email)) is var number && number != last.Number)
                World.Violate($"{Name} has sent {last} last, and the service has {number}");
        }
    }

    protected override async Task LiveAsync(Life life)
    {
        using var client = life.Connect(out var limiter);
        using var _ = limiter;
        var start = Items.TakeWhile(IsDoneWith).Count();
        var done = new BulkWatermark();
        try
        {
            await foreach (var outcome in job.Open(client, SomeOptions()).SendAsync(ReadAsync(life, start), life.Stopping))
            {
                var item = (Item)outcome.State!;
                if (outcome.Kind == BulkOutcomeKind.NotSent)
                    return;
                if (outcome.Kind == BulkOutcomeKind.Refused)
                    await SetAsideAsync(life, item);
                if (done.Advance(outcome))
                    await FinishAsync(life, Items.Take(start + (int)done.Count));
            }
        }
        catch (OperationCanceledException) when (life.Stopping.IsCancellationRequested)
        {
        }
    }

    private async IAsyncEnumerable<BulkRecord<TRecord>> ReadAsync(Life life, int start)
    {
        for (var at = start; at < Items.Count; at++)
        {
            if (isCareless)
                await FinishAsync(life, Items.Take(at + 1));
            yield return new BulkRecord<TRecord>(job.Make(Items[at]), Items[at]);
        }
    }
}

/// <summary>Takes its records from a queue that gives them again until they are done.</summary>
internal sealed class Consumer<TRecord>(World world, string name, Job<TRecord> job) : Worker(world, name)
{
    protected override IReadOnlyList<IterableOperation> Operations => job.Operations;

    protected override async Task LiveAsync(Life life)
    {
        using var client = life.Connect(out var limiter);
        using var _ = limiter;
        var waiting = new Queue<Item>(Items.Where(item => !IsDoneWith(item)));
        await using var sender = job.Open(client, SomeOptions()).CreateSender(async outcome =>
        {
            var item = (Item)outcome.State!;
            if (outcome.Kind == BulkOutcomeKind.NotSent)
            {
                waiting.Enqueue(item);
                return;
            }

            if (outcome.Kind == BulkOutcomeKind.Refused)
                await SetAsideAsync(life, item);
            await FinishAsync(life, [item]);
        });
        try
        {
            while (!IsDone)
            {
                if (waiting.TryDequeue(out var item))
                    await sender.AddAsync(job.Make(item), item, life.Stopping);
                else
                    await sender.FlushAsync(life.Stopping);
                await Task.Delay(TimeSpan.FromMilliseconds(World.Dice.Next(60)), life, life.Stopping);
            }
        }
        catch (OperationCanceledException) when (life.Stopping.IsCancellationRequested)
        {
        }
    }
}

/// <summary>Makes a call for each of its records, one after another, and notes each that is done.</summary>
internal sealed class Caller<TRecord>(World world, string name, Job<TRecord> job) : Worker(world, name)
{
    protected override IReadOnlyList<IterableOperation> Operations => job.Operations;

    protected override async Task LiveAsync(Life life)
    {
        using var client = life.Connect(out var limiter);
        using var _ = limiter;
        try
        {
            foreach (var item in Items.Where(item => !IsDoneWith(item)).ToList())
            {
                try
                {
                    await job.SendAsync(client, item, life.Stopping);
                }
                catch (IterableBadRequestException)
                {
                    await SetAsideAsync(life, item);
                }

                await FinishAsync(life, [item]);
            }
        }
        catch (OperationCanceledException) when (life.Stopping.IsCancellationRequested)
        {
        }
        catch (IterableException e)
        {
            // It is tried again in a while.
            World.Note($"{life} has trouble: {e.GetType().Name}");
        }
    }
}
