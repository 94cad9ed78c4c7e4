using System.Diagnostics;
using Iterable.Mutation.Rewriting;

namespace Iterable.Mutation.Running;

/// <summary>A worker, seen from its parent: a mutant that comes to no end ends with its process.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>What all tests of a folder take at most, on a busy machine.</summary>
    public static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    /// <summary>The environment variable for the seconds that a test waits for a wait which does not begin: a test that fails costs less than a process that is stopped.</summary>
    private const string PatienceVariable = "ITERABLE_TEST_PATIENCE";

    private readonly Process _process;

    public WorkerProcess(string folder, IEnumerable<string> namespaces, string mode, int number)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        foreach (var argument in new[] { mode, folder, $"{number}" }.Concat(namespaces))
            start.ArgumentList.Add(argument);
        start.Environment[PatienceVariable] = "5";
        if (mode == Program.OnceMode)
            start.Environment[MutantSwitch.Variable] = $"{number}";
        _process = Process.Start(start)!;
    }

    /// <summary>The next line of the worker; null when it says nothing in the time, and is stopped.</summary>
    public string? Read(TimeSpan limit)
    {
        using var end = new CancellationTokenSource(limit);
        try
        {
            while (_process.StandardOutput.ReadLineAsync(end.Token).AsTask().GetAwaiter().GetResult() is { } line)
            {
                if (line.StartsWith(Worker.Mark, StringComparison.Ordinal))
                    return line[Worker.Mark.Length..];
            }

            // A mutant can end a process as well, by a recursion or an exception on a thread of its own.
            return null;
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            return null;
        }
    }

    /// <summary>What the worker says until it is ready: the mutants that are reached, with the tests that reach them and the time these take, and the tests that fail.</summary>
    public (IReadOnlyDictionary<int, (string Tests, TimeSpan Time)> Reached, IReadOnlyList<string> Unused) ReadStart()
    {
        var (reached, unused) = (new Dictionary<int, (string, TimeSpan)>(), new List<string>());
        while (Read(StartLimit) is { } line)
        {
            switch (line.Split(' ', 2))
            {
                case ["reached", var text] when text.Split(' ') is [var number, var seconds, var tests]:
                    reached[int.Parse(number)] = (tests, TimeSpan.FromSeconds(int.Parse(seconds)));
                    break;
                case ["unused", var name]:
                    unused.Add(name);
                    break;
                case ["ready"]:
                    return (reached, unused);
            }
        }

        throw new InvalidOperationException("The tests could not be run without a mutant; what they said stands above.");
    }

    /// <summary>Asks for the outcome of some tests with a mutant, which is the next line.</summary>
    public void Choose(int mutant, string tests) => _process.StandardInput.WriteLine($"{mutant} {tests}");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
