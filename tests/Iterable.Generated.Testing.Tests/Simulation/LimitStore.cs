namespace Iterable.Generated.Testing.Tests.Simulation;

/// <summary>The store of the shared limit: somewhere else, with a clock of its own, and with troubles of its own.</summary>
internal sealed class LimitStore(World world)
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);

    private LocalSlots _slots = new(world.Clock);

    /// <summary>Whether it cannot be reached.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether it takes what it is asked, and does not answer.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Begins without memory.</summary>
    public void Forget() => _slots = new LocalSlots(world.Clock);

    /// <summary>The store as a process reaches it.</summary>
    public IIterableRateLimitStore For(Life life) => new Connection(world, this, life);

    private sealed class Connection(World world, LimitStore store, Life life) : IIterableRateLimitStore
    {
        public async ValueTask<IterableSlotAnswer> ReserveAsync(IterableSlotRequest request, CancellationToken cancellationToken)
        {
            await ComeAsync(cancellationToken);
            var answer = await store._slots.ReserveAsync(request, cancellationToken);
            world.Note($"{life} reserves {request.Count} of {request.Key}");
            await GoAsync(cancellationToken);
            return answer;
        }

        public async ValueTask HoldAsync(string key, TimeSpan time, CancellationToken cancellationToken)
        {
            await ComeAsync(cancellationToken);
            await store._slots.HoldAsync(key, time, cancellationToken);
            world.Note($"{life} holds {key}");
            await GoAsync(cancellationToken);
        }

        private async Task ComeAsync(CancellationToken cancellationToken)
        {
            await life.StepAsync();
            await world.PauseAsync(Latency, cancellationToken);
            if (store.IsAway)
                throw new IOException("The store cannot be reached.");
        }

        private async Task GoAsync(CancellationToken cancellationToken)
        {
            if (store.IsSilent)
                await Task.Delay(Timeout.InfiniteTimeSpan, world.Clock, cancellationToken);
            await world.PauseAsync(Latency, cancellationToken);
            await life.StepAsync();
        }
    }
}
