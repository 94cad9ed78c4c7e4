namespace Iterable.Generated.Tests.RateLimits;

/// <summary>A store in memory that can fail, or not answer.</summary>
internal sealed class Store(TimeProvider time) : IIterableRateLimitStore
{
    /// <summary>No test asks as often: a limiter that does not stop to ask has no answer from then on, so that its test fails.</summary>
    public const int Most = 10_000;

    private readonly List<IterableSlotRequest> _requests = [];
    private readonly List<CancellationToken> _tokens = [];
    private IIterableRateLimitStore _slots = new LocalSlots(time);
    private int _asked;

    /// <summary>How often it was asked, holds included.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How many slots were asked for.</summary>
    public int Reserved => Requests.Sum(request => request.Count);

    public IReadOnlyList<IterableSlotRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>What it was asked with, holds included.</summary>
    public IReadOnlyList<CancellationToken> Tokens
    {
        get
        {
            lock (_tokens)
                return [.. _tokens];
        }
    }

    /// <summary>What every answer waits for.</summary>
    public TaskCompletionSource? Answer { get; set; }

    /// <summary>What it fails with.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What it answers, whatever is due.</summary>
    public IterableSlotAnswer? Says { get; set; }

    /// <summary>Forgets everything, as a server in memory does that is started again.</summary>
    public void Restart() => _slots = new LocalSlots(time);

    public async ValueTask<IterableSlotAnswer> ReserveAsync(IterableSlotRequest request, CancellationToken cancellationToken)
    {
        lock (_requests)
            _requests.Add(request);
        await AnswerAsync(cancellationToken);
        return Says ?? await _slots.ReserveAsync(request, cancellationToken);
    }

    public async ValueTask HoldAsync(string key, TimeSpan hold, CancellationToken cancellationToken)
    {
        await AnswerAsync(cancellationToken);
        await _slots.HoldAsync(key, hold, cancellationToken);
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        lock (_tokens)
            _tokens.Add(cancellationToken);
        var answer = Interlocked.Increment(ref _asked) > Most ? new() : Answer;
        if (answer is not null)
            await answer.Task;
        if (Failure is { } failure)
            throw failure;
    }
}
