using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Imports;

/// <summary>Tests of <c>itbl import</c>: a folder for files, and a clock that does not wait.</summary>
public abstract class ImportTests : CommandTests
{
    internal Folder Folder { get; private set; } = null!;

    [SetUp]
    public void MakeFolder() => Folder = new Folder();

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();

    internal ToolRun NewImport()
    {
        var run = NewRun();
        run.Time = new LeapingTime();
        return run;
    }

    internal async Task<(int ExitCode, string Output, string Errors)> ImportAsync(params string[] arguments)
    {
        await using var run = NewImport();
        return (await run.RunAsync(["import", .. arguments]), run.Output, run.Errors);
    }

    /// <summary>Imports, which has to succeed, and tells what became of the rows.</summary>
    internal async Task<JObject> SucceedAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await ImportAsync([.. arguments, "--json"]);
        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), errors + output);
        return JObject.Parse(output);
    }

    /// <summary>Imports, of which some has to be refused, and gives the lines of the file with that.</summary>
    internal async Task<IReadOnlyList<JObject>> RefusedAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await ImportAsync([.. arguments, "--json"]);
        Assert.That(exitCode, Is.EqualTo(ExitCode.Refused), errors + output);
        return Lines((string)JObject.Parse(output)["rejected"]!);
    }

    internal static IReadOnlyList<JObject> Lines(string path) => [.. File.ReadAllLines(path).Select(JObject.Parse)];

    /// <summary>The files in the folder, by their names.</summary>
    internal IEnumerable<string> Files() => Directory.EnumerateFiles(Folder.Path).Select(file => Path.GetFileName(file));
}
