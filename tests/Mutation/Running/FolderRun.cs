namespace Iterable.Mutation.Running;

/// <summary>Tries the mutants of a folder.</summary>
internal sealed class FolderRun(Folder folder, string binaries, int highestNumber, Action<string> tell)
{
    // Far above what the tests take without a mutant, also on a busy machine: a mutant that only makes them slower is none that they notice.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public IReadOnlyDictionary<Mutant, Fate> Try(IReadOnlyList<Mutant> mutants)
    {
        var fates = new Dictionary<Mutant, Fate>();
        WorkerProcess? worker = null;
        try
        {
            var (reached, unused) = Start(highestNumber);
            foreach (var name in unused)
                tell($"Not used, since it fails without a mutant: {name}");
            for (var at = 0; at < mutants.Count; at++)
            {
                var mutant = mutants[at];
                if (!reached.TryGetValue(mutant.Number, out var reaching))
                {
                    fates[mutant] = Fate.Unreached;
                    tell($"  no test reaches {mutant}");
                    continue;
                }

                if (worker is null)
                    Start(0);
                if (reaching.Tests != "")
                    worker!.Choose(mutant.Number, reaching.Tests);
                var answer = reaching.Tests == "" ? "unmade" : worker!.Read(Grace + (3 * reaching.Time));
                if (answer is null or "spoilt")
                {
                    worker!.Dispose();
                    worker = null;
                }

                fates[mutant] = answer switch
                {
                    "survived" => Fate.Survived,
                    "unmade" or "spoilt" => TryAlone(mutant, unused),
                    _ => Fate.Killed,
                };
                if (fates[mutant] == Fate.Survived || answer is null)
                    tell($"  {(answer is null ? "ended the process, or came to no end," : "survived")} {mutant}");
            }
        }
        finally
        {
            worker?.Dispose();
        }

        return fates;

        (IReadOnlyDictionary<int, (string Tests, TimeSpan Time)> Reached, IReadOnlyList<string> Unused) Start(int mutants)
        {
            worker = new WorkerProcess(binaries, folder.Tests, Program.WorkerMode, mutants);
            return worker.ReadStart();
        }
    }

    /// <summary>In a process of its own, where nothing was done or kept before.</summary>
    private Fate TryAlone(Mutant mutant, IReadOnlyList<string> unused)
    {
        using var alone = new WorkerProcess(binaries, folder.Tests, Program.OnceMode, mutant.Number);
        return alone.Read(WorkerProcess.StartLimit) is not null && alone.Read(WorkerProcess.StartLimit) is { } answer && (answer == "survived" || unused.Any(name => answer == $"killed {name}"))
            ? Fate.Survived
            : Fate.Killed;
    }
}
