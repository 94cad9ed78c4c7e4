using System.Globalization;

namespace Iterable.Generated.Testing.Tests.Simulation;

/// <summary>
/// One run: the service, what the workers share, and the trouble they have, all by one seed and in a time of its own. The same seed gives the same run, to the millisecond,
/// where one thread does everything.
/// </summary>
internal sealed class World
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    private readonly List<string> _trace = [];
    private readonly List<string> _violations = [];
    private readonly List<Worker> _workers = [];
    private readonly List<Trouble> _troubles;
    private readonly DateTimeOffset _start;
    private int _limited;
    private int _numbers;

    private World(IterableTestServer server, int seed, bool isCareless)
    {
        (Server, Seed, Dice) = (server, seed, new Random(seed));
        server.Requests.Clear();
        server.Faults.Clear();
        server.Clock.Stop();
        Project = server.Project.DataCenter.AddProject();
        Project.Events.Add(Job.EventName, "known@example.com");
        Clock = new SettlingClock(server.Clock.Advance);
        _start = Clock.GetUtcNow();
        Store = new LimitStore(this);
        for (var number = Dice.Next(1, 5); number > 0; number--)
            _workers.Add(Worker.Some(this, number, isCareless));
        _troubles = [.. Enumerable.Range(0, Dice.Next(0, 13)).Select(_ => Trouble.Some(Dice))];
    }

    public IterableTestServer Server { get; }

    public int Seed { get; }

    public IterableTestProject Project { get; }

    public SettlingClock Clock { get; }

    /// <summary>What is left to chance.</summary>
    public Random Dice { get; }

    /// <summary>What the workers reserve their calls in.</summary>
    public LimitStore Store { get; }

    /// <summary>Whether nobody answers where the service should be.</summary>
    public bool IsServiceAway { get; set; }

    /// <summary>How often the service was started anew; answers under way are lost with each.</summary>
    public int Restarts { get; set; }

    public IReadOnlyList<Worker> Workers => _workers;

    /// <summary>Does a run.</summary>
    /// <param name="server">The service; a new project is made in it.</param>
    /// <param name="seed">What gives the run.</param>
    /// <param name="isCareless">Whether a worker notes records as done before they are: such a run has to fail.</param>
    /// <returns>What happened, a line each, and what is wrong with it.</returns>
    public static (IReadOnlyList<string> Trace, IReadOnlyList<string> Violations) Run(IterableTestServer server, int seed, bool isCareless = false)
    {
        var world = new World(server, seed, isCareless);
        try
        {
            world.Clock.Run(world.RunAsync);
        }
        catch (Exception e)
        {
            world.Violate($"ended in {e}");
        }

        return (world._trace, world._violations);
    }

    /// <summary>A number that no other record of the run has.</summary>
    public int NextNumber() => ++_numbers;

    /// <summary>Takes a note of what happens.</summary>
    public void Note(string what) =>
        _trace.Add(string.Create(CultureInfo.InvariantCulture, $"{(Clock.GetUtcNow() - _start).TotalSeconds:0.0000} {what}"));

    /// <summary>Takes a note of what must not happen.</summary>
    public void Violate(string what)
    {
        Note("VIOLATION " + what);
        _violations.Add(what);
    }

    /// <summary>Takes a note of a call that the service refused for the limit.</summary>
    public void Limited() => _limited++;

    /// <summary>Waits for up to a time.</summary>
    public Task PauseAsync(TimeSpan most, CancellationToken cancellationToken = default) =>
        Task.Delay(TimeSpan.FromMilliseconds(Dice.Next(0, (int)most.TotalMilliseconds)), Clock, cancellationToken);

    private async Task RunAsync()
    {
        Note($"{_workers.Count} workers: {string.Join(", ", _workers)}; {_troubles.Count} troubles");
        using var ended = new CancellationTokenSource();
        var working = Task.WhenAll(_workers.Select(worker => worker.RunAsync()));
        var troubles = _troubles.Select(trouble => trouble.HappenAsync(this, ended.Token)).ToList();
        if (await Task.WhenAny(working, Task.Delay(Longest, Clock, ended.Token)) == working)
            await working;
        else
            Violate($"after {Longest.TotalHours} hours these are still at work: {string.Join(", ", _workers.Where(worker => !worker.IsDone))}");

        await ended.CancelAsync();
        await Task.WhenAll(troubles);
        Check();
    }

    private void Check()
    {
        foreach (var worker in _workers)
            worker.Check();
        if (_limited > 0 && !_troubles.Any(trouble => trouble.MayExceedLimit))
            Violate($"the service refused {_limited} calls for their limit, though the store was there all the time");
    }
}
