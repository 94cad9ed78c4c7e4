namespace Iterable.Generated;

/// <summary>The slots of one process alone, on its own clock: what is counted with while the store that processes share is away.</summary>
internal sealed class LocalSlots(TimeProvider time) : IIterableRateLimitStore
{
    private static readonly State Untouched = new(TimeSpan.Zero, TimeSpan.FromDays(-1000));

    private readonly long _origin = time.GetTimestamp();
    private readonly Dictionary<string, State> _states = [];

    public ValueTask<IterableSlotAnswer> ReserveAsync(IterableSlotRequest request, CancellationToken cancellationToken)
    {
        lock (_states)
        {
            var now = time.GetElapsedTime(_origin);
            var state = Find(request.Key);
            var full = Later(Later(state.FullAt, now), state.HeldUntil + Times(request.Interval, request.Burst - 1));
            var answer = new IterableSlotAnswer(full + request.Interval - Times(request.Interval, request.Burst) - now, state.HeldUntil - now);
            if (answer.Wait <= request.LongestWait && answer.Hold <= request.LongestHold)
                _states[request.Key] = new State(full + Times(request.Interval, request.Count), state.HeldUntil);
            return new(answer);
        }
    }

    public ValueTask HoldAsync(string key, TimeSpan hold, CancellationToken cancellationToken)
    {
        lock (_states)
        {
            var state = Find(key);
            _states[key] = new State(state.FullAt, Later(state.HeldUntil, time.GetElapsedTime(_origin) + hold));
        }

        return default;
    }

    private State Find(string key) => _states.TryGetValue(key, out var state) ? state : Untouched;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Times(TimeSpan interval, int count) => TimeSpan.FromTicks(interval.Ticks * count);

    /// <summary>When the bucket of a key is full again, and until when the key is held.</summary>
    private readonly record struct State(TimeSpan FullAt, TimeSpan HeldUntil);
}
