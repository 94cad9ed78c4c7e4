using System.Diagnostics;

namespace Iterable.Build.Tests;

/// <summary>Runs <c>dotnet</c>, and what stands beside it, as a user's shell would.</summary>
internal static class Command
{
    public static BuildResult Dotnet(string workingDirectory, IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null) =>
        Run("dotnet", workingDirectory, arguments, environment);

    public static BuildResult Git(string workingDirectory, params string[] arguments) =>
        Run("git", workingDirectory, ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.com", .. arguments], null);

    public static BuildResult Script(string workingDirectory, string script, params string[] arguments) =>
        Run("bash", workingDirectory, [script, .. arguments], null);

    private static BuildResult Run(string tool, string workingDirectory, IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // `dotnet test` hands its own MSBuild settings down; a user's shell has none of them.
        foreach (var name in start.Environment.Keys.Where(IsOfTheOuterBuild).ToList())
            start.Environment.Remove(name);

        // Nodes that outlive the command would hold the output pipe, and this method, open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // What is built here is a copy of what was analysed when it was built itself.
        start.Environment["RunAnalyzers"] = "false";
        environment?.Invoke(start.Environment);

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new BuildResult(process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    private static bool IsOfTheOuterBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
