namespace Iterable.Mutation.Running;

/// <summary>The process that the tests run in: reads numbers of mutants, and writes a line for each.</summary>
internal static class Worker
{
    /// <summary>Begins a line that is for the parent: the code under test may write to the console as well.</summary>
    public const string Mark = "##mutation ";

    public static int Run(string folder, IReadOnlyList<string> namespaces, int mutants)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        void Say(string line) => output.WriteLine($"\n{Mark}{line}");

        var tests = new MutantTests(folder, namespaces);
        var (reaching, failed, time) = tests.Baseline(mutants);
        foreach (var name in failed)
            Say($"unused {name}");
        Say($"reached {string.Join(',', reaching.Keys)}");
        Say($"ready {time.TotalSeconds:0}");

        while (Console.ReadLine() is { Length: > 0 } line)
        {
            var number = int.Parse(line);
            var failure = tests.FirstFailure(number, reaching.GetValueOrDefault(number));
            Say(failure is null ? (tests.WasMade ? "survived" : "unmade") : tests.Passes(failure) ? $"killed {failure.FullName}" : "spoilt");
        }

        return 0;
    }

    /// <summary>Runs all tests with the mutant that the environment chose, also for what is done once in a process.</summary>
    public static int RunOnce(string folder, IReadOnlyList<string> namespaces, int mutant)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        output.WriteLine($"\n{Mark}ready 0");
        var failure = new MutantTests(folder, namespaces).FirstFailure(mutant);
        output.WriteLine($"\n{Mark}{(failure is null ? "survived" : $"killed {failure.FullName}")}");
        return 0;
    }
}
