using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Iterable.Mutation.Rewriting;
using Iterable.Mutation.Running;

namespace Iterable.Mutation;

/// <summary>
/// Changes the client's code in many small ways, and tells which changes no test notices: <c>[folder or file…]</c>, <c>--since &lt;commit&gt;</c> for
/// the folders that were touched since, neither for all that have to keep the score. The tests have to be built.
/// </summary>
internal static partial class Program
{
    public const string WorkerMode = "--worker";
    public const string OnceMode = "--once";

    /// <summary>What a folder has to reach: the percentage of its mutants that are noticed, those aside that are explained.</summary>
    private const double Least = 95;

    private const string Explanations = "tests/Mutation/explained.json";

    public static int Main(string[] arguments) => arguments switch
    {
        [WorkerMode, var binaries, var highest, .. var namespaces] => Worker.Run(binaries, namespaces, int.Parse(highest, CultureInfo.InvariantCulture)),
        [OnceMode, var binaries, var number, .. var namespaces] => Worker.RunOnce(binaries, namespaces, int.Parse(number, CultureInfo.InvariantCulture)),
        _ => Mutate(arguments),
    };

    private static int Mutate(string[] arguments)
    {
        var facts = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(fact => fact.Key, fact => fact.Value!);
        var (root, configuration) = (facts["RepositoryRoot"], facts["Configuration"]);
        var all = Folder.ReadAll(Path.Combine(root, "tests/Mutation/folders.json"));
        var folders = Chosen(arguments, all, root);
        if (folders.Count == 0)
        {
            Console.WriteLine("None of the folders that have to keep the score is touched.");
            return 0;
        }

        var binaries = Path.Combine(root, "artifacts/mutation");
        CopyTests(Path.Combine(root, $"tests/Iterable.Generated.Tests/bin/{configuration}/net10.0"), binaries);
        var mutants = MutatedClient.Write(root, configuration, file => folders.Any(folder => folder.Has(file)), Path.Combine(binaries, "Iterable.Generated.dll"), out var notCompiled);
        if (mutants.Count == 0)
            throw new ArgumentException($"There is nothing to change in {string.Join(", ", folders.Select(folder => folder.Name))} below src/Iterable.Generated.");
        Console.WriteLine($"{mutants.Count} mutants are compiled in; {notCompiled} did not compile and are left out.");

        var explanations = Explanation.ReadAll(Path.Combine(root, Explanations));
        var results = new List<FolderResult>();
        foreach (var folder in folders)
        {
            var own = mutants.Where(mutant => folder.Has(mutant.File)).ToList();
            var watch = Stopwatch.StartNew();
            Console.WriteLine($"{folder.Name}:");
            var run = new FolderRun(folder, binaries, mutants[^1].Number, Console.WriteLine);
            var fates = run.Try(own);
            var result = FolderResult.Of(folder, fates, explanations);
            results.Add(result);
            Console.WriteLine($"{folder.Name}: {own.Count} mutants in {watch.Elapsed.TotalSeconds:0} s.");
            foreach (var explanation in result.Outdated)
                Console.WriteLine($"  no longer survives, or is no longer there: {explanation}");
        }

        return Report(results, all);
    }

    private static int Report(IReadOnlyList<FolderResult> results, IReadOnlyList<Folder> all)
    {
        Console.WriteLine();
        Console.WriteLine("| Folder | Mutants | Killed | Survived | Not reached | Explained | Score |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"| {result.Folder.Name} | {result.Mutants} | {result.Killed} | {result.Survived} | {result.Unreached} | {result.Explained} | {result.Score:0.0} |"));
        }

        Console.WriteLine();
        if (all.Where(folder => !folder.Required).ToList() is { Count: > 0 } open)
            Console.WriteLine($"Not held to {Least} % yet: {string.Join(", ", open.Select(folder => folder.Name))}.");
        var below = results.Where(result => result.Folder.Required && result.Score < Least).ToList();
        foreach (var result in below)
            Console.Error.WriteLine(FormattableString.Invariant($"{result.Folder.Name} is at {result.Score:0.0} %, and has to be at {Least}: write the tests that its survivors call for, or say in tests/Mutation/explained.json why they change nothing."));
        var outdated = results.Sum(result => result.Outdated.Count);
        if (outdated > 0)
            Console.Error.WriteLine($"{outdated} entries of tests/Mutation/explained.json fit no survivor; they stand above.");
        return below.Count == 0 && outdated == 0 ? 0 : 1;
    }

    private static IReadOnlyList<Folder> Chosen(string[] arguments, IReadOnlyList<Folder> all, string root)
    {
        if (arguments is ["--since", var commit])
        {
            var touched = TouchedSince(commit, root);
            return [.. all.Where(folder => folder.Required && touched.Any(folder.IsTouchedBy))];
        }

        return arguments.Length == 0
            ? [.. all.Where(folder => folder.Required)]
            : [.. arguments.Select(name => all.FirstOrDefault(folder => folder.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? (all.FirstOrDefault(folder => folder.Has(name)) is { } part ? part with { Name = name, Sources = [name] } : null)
                ?? throw new ArgumentException($"There is no folder {name} in tests/Mutation/folders.json, which has {string.Join(", ", all.Select(folder => folder.Name))}, and none of these has a file or folder of that path below src/Iterable.Generated."))];
    }

    private static IReadOnlyList<string> TouchedSince(string commit, string root)
    {
        // Who explains a mutant, or does so no more, says something about its file.
        var explained = Difference(commit, root, "--unified=0", "--", Explanations).SelectMany(line => ExplainedFile().Matches(line)).Select(match => match.Groups[1].Value);
        return [.. Difference(commit, root, "--name-only"), .. explained.Select(file => $"{Folder.Client}{file}")];
    }

    private static string[] Difference(string commit, string root, params string[] options)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["diff", $"{commit}...HEAD", .. options]) { WorkingDirectory = root, RedirectStandardOutput = true })!;
        var lines = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0 ? lines : throw new InvalidOperationException($"Git does not say what was touched since {commit}.");
    }

    private static void CopyTests(string from, string to)
    {
        if (!Directory.Exists(from))
            throw new InvalidOperationException($"The tests are not built: {from} does not exist.");
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [GeneratedRegex("^[+-].*\"file\": *\"([^\"]+)\"")]
    private static partial Regex ExplainedFile();
}
