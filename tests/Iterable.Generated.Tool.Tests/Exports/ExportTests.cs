using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Exports;

/// <summary>Tests of <c>itbl export</c>: a folder, a clock that does not wait, and what the server holds to compare with.</summary>
public abstract class ExportTests : CommandTests
{
    internal Folder Folder { get; private set; } = null!;

    protected string Out => Folder["out"];

    protected static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [SetUp]
    public void MakeFolder() => Folder = new Folder();

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();

    internal async Task<(int ExitCode, string Output, string Errors)> ExportAsync(params string[] arguments)
    {
        await using var run = NewExport();
        return (await run.RunAsync(["export", .. arguments, "--out", Out]), run.Output, run.Errors);
    }

    internal ToolRun NewExport()
    {
        var run = NewRun();
        run.Time = new LeapingTime();
        return run;
    }

    /// <summary>Exports, which has to succeed.</summary>
    internal async Task<string> SucceedAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await ExportAsync(arguments);
        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), errors);
        return output;
    }

    internal JObject Manifest() => JObject.Parse(File.ReadAllText(Path.Combine(Out, "manifest.json")));

    /// <summary>The files that the manifest lists, with those of a run that is not at its end.</summary>
    internal IReadOnlyList<string> ListedFiles(string type) =>
        [.. Manifest().SelectTokens($"$..{type}..file").Select(file => (string)file!)];

    /// <summary>The records of a type, in an order of their own, as the files that the manifest lists have them.</summary>
    internal IReadOnlyList<string> Records(string type) =>
        [.. ListedFiles(type).SelectMany(file => File.ReadAllLines(Path.Combine(Out, file))).Where(line => line.Length > 0).Order(StringComparer.Ordinal)];

    /// <summary>The same records from the server, asked for at once.</summary>
    internal async Task<IReadOnlyList<string>> ExpectedAsync(string type, DateTimeOffset start, DateTimeOffset end)
    {
        using var client = Server.CreateClient();
        using var body = new MemoryStream();
        await client.Export.DownloadAsync(new ExportQuery(new ExportDataType(type)) { Start = start, End = end }, body);
        return [.. System.Text.Encoding.UTF8.GetString(body.ToArray()).Split('\n').Where(line => line.Length > 0).Order(StringComparer.Ordinal)];
    }

    /// <summary>That the folder has the files of the manifest, what the tool keeps beside them and no other, and no run that is not at its end.</summary>
    internal void AssertWhole(params string[] types)
    {
        var manifest = Manifest();
        Assert.That(manifest["run"], Is.Null);
        var there = Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Out, file).Replace('\\', '/'));
        Assert.That(there, Is.EquivalentTo([.. types.SelectMany(ListedFiles), "manifest.json", ".itbl.lock"]));
    }
}
