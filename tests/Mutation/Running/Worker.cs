namespace Iterable.Mutation.Running;

/// <summary>The process that the tests run in: tells which tests reach which mutants, then reads mutants with tests to run, and writes a line for each.</summary>
internal static class Worker
{
    /// <summary>Begins a line that is for the parent: the code under test may write to the console as well.</summary>
    public const string Mark = "##mutation ";

    /// <param name="mutants">The highest number; 0 where the parent knows already what reaches them.</param>
    public static int Run(string folder, IReadOnlyList<string> namespaces, int mutants)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        void Say(string line) => output.WriteLine($"\n{Mark}{line}");

        var tests = new MutantTests(folder, namespaces, mutants);
        if (mutants > 0)
        {
            var (reaching, failed) = tests.Baseline();
            foreach (var name in failed)
                Say($"unused {name}");
            foreach (var (number, (ids, seconds)) in reaching)
                Say($"reached {number} {Math.Ceiling(seconds):0} {string.Join(',', ids)}");
        }

        Say("ready");
        while (Console.ReadLine()?.Split(' ') is [var number, var ids])
        {
            var failure = tests.FirstFailure(int.Parse(number), ids.Split(',').ToHashSet());
            Say(failure is null ? (tests.WasMade ? "survived" : "unmade") : tests.Passes(failure) ? $"killed {failure.FullName}" : "spoilt");
        }

        return 0;
    }

    /// <summary>Runs all tests with the mutant that the environment chose, also for what is done once in a process.</summary>
    public static int RunOnce(string folder, IReadOnlyList<string> namespaces, int mutant)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        output.WriteLine($"\n{Mark}ready");
        var failure = new MutantTests(folder, namespaces, 0).FirstFailure(mutant);
        output.WriteLine($"\n{Mark}{(failure is null ? "survived" : $"killed {failure.FullName}")}");
        return 0;
    }
}
