using System.Diagnostics;

namespace Iterable.Build.Tests;

/// <summary>
/// A copy of the sources in a temporary folder whose path has spaces, without anything built: what a fresh clone is. It can be
/// changed freely and is deleted in the end.
/// </summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly HashSet<string> LeftOut =
        new(StringComparer.Ordinal) { ".git", ".vs", "artifacts", "bin", "obj", "node_modules", "TestResults" };

    public RepositoryCopy()
    {
        Root = Path.Combine(Path.GetTempPath(), "a clone, with spaces " + Guid.NewGuid().ToString("N")[..8]);
        CopySources(new DirectoryInfo(Machine.RepositoryRoot), Root);
    }

    public string Root { get; }

    public string Specs => Path.Combine(Root, "specs");

    public string GeneratedCode => Path.Combine(Root, "artifacts", "generated", "Iterable.g.cs");

    /// <summary>Gives the copy the NSwag of this machine as npm would have installed it, so that no build asks the network for it.</summary>
    public RepositoryCopy WithNpmNSwag()
    {
        var package = Path.Combine(Root, "generator", "node_modules", "nswag");
        Directory.CreateDirectory(Path.Combine(package, "bin", "binaries"));
        File.WriteAllText(Path.Combine(package, "package.json"), $$"""{ "name": "nswag", "version": "{{Machine.NSwagVersion}}" }""");
        Directory.CreateSymbolicLink(Path.Combine(package, "bin", "binaries", "Net100"), Machine.NSwagBinaries);
        return this;
    }

    public BuildResult Build(string project, params string[] arguments) => Dotnet(Root, ["build", project, .. arguments]);

    public BuildResult Dotnet(string workingDirectory, IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null)
    {
        // Nodes that outlive the command would hold the output pipe, and this method, open.
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-nodeReuse:false"])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheOuterBuild).ToList())
            start.Environment.Remove(name);
        environment?.Invoke(start.Environment);

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new BuildResult(process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    // `dotnet test` hands its own MSBuild settings down; a user's shell has none of them.
    private static bool IsOfTheOuterBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);

    private static void CopySources(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
            file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(folder => !LeftOut.Contains(folder.Name)))
            CopySources(folder, Path.Combine(to, folder.Name));
    }
}
