using System.Net.Sockets;

namespace Iterable.Generated.Testing.Tests.Simulation;

/// <summary>
/// A worker's process from its start to its end, and the time as it sees it. Killed, it stands still: its timers do not fire, and nothing that others could see goes beyond the step
/// that it was killed at.
/// </summary>
internal sealed class Life(World world, Worker worker, int number) : TimeProvider
{
    private readonly TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();

    // Machines disagree about what time it is.
    private readonly TimeSpan _skew = TimeSpan.FromSeconds(world.Dice.Next(-3600, 3600));
    private int _steps = int.MaxValue;

    public bool IsDead { get; private set; }

    /// <summary>Ends when it is killed.</summary>
    public Task Death => _death.Task;

    /// <summary>Is cancelled when it is asked to stop.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public override long TimestampFrequency => world.Clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => world.Clock.GetUtcNow() + _skew;

    public override long GetTimestamp() => world.Clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.Clock.CreateTimer(own =>
        {
            if (!IsDead)
                callback(own);
        }, state, dueTime, period);

    /// <summary>Kills it.</summary>
    public void Kill()
    {
        world.Note($"{this} is killed");
        IsDead = true;
        _death.TrySetResult();
    }

    /// <summary>Kills it when it has done some more steps.</summary>
    public void KillAfter(int steps) => _steps = steps + 1;

    public Task StopAsync() => _stopping.CancelAsync();

    /// <summary>Goes on for a process that lives; never for one that was killed.</summary>
    public Task StepAsync()
    {
        if (!IsDead && --_steps == 0)
            Kill();
        return IsDead ? new TaskCompletionSource().Task : Task.CompletedTask;
    }

    /// <summary>Makes a client as the worker has it, on the limit that all share.</summary>
    public IterableClient Connect(out IterableSharedRateLimiter limiter)
    {
        limiter = new IterableSharedRateLimiter(world.Store.For(this), new IterableSharedRateLimiterOptions { TimeProvider = this, Processes = world.Workers.Count });
        var options = world.Project.CreateClientOptions();
        options.TimeProvider = this;
        options.AttemptTimeout = TimeSpan.FromSeconds(20);
        options.Retry.Random = new Random(world.Dice.Next());
        options.RateLimit.Enabled = true;
        options.RateLimit.Project = "simulated";
        options.RateLimit.Organization = "simulated";
        options.RateLimit.Limiter = limiter;
        return new IterableClient(options, new HttpClient(new Wire(world, worker, this)) { Timeout = Timeout.InfiniteTimeSpan });
    }

    public override string ToString() => $"{worker.Name}.{number}";

    /// <summary>The way between a process and the service.</summary>
    private sealed class Wire(World world, Worker worker, Life life) : HttpMessageHandler
    {
        private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(80);

        private readonly HttpMessageInvoker _service = new(new DirectTransport(world.Server));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await life.StepAsync();
            var records = Job.NumbersIn(JObject.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)));
            worker.CheckSent(records);
            world.Note($"{life} sends {string.Join(' ', records)}");
            await world.PauseAsync(Latency, cancellationToken);
            if (world.IsServiceAway)
                throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody answers.", new SocketException((int)SocketError.ConnectionRefused));

            // What a process had under way when it was killed arrives, or does not.
            var restarts = world.Restarts;
            if (life.IsDead && world.Dice.Next(2) == 0)
                await life.StepAsync();
            var answer = await _service.SendAsync(request, cancellationToken);
            world.Note($"{life} is answered {(int)answer.StatusCode}");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                world.Limited();
            await world.PauseAsync(Latency, cancellationToken);
            await life.StepAsync();
            return world.Restarts == restarts ? answer : throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer is gone.", new IOException("The connection was closed."));
        }
    }
}
