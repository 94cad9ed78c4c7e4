using System.Reflection;
using System.Text.RegularExpressions;

namespace Iterable.Generator.Tests;

/// <summary>The folders of the generator form layers: no folder leads back to itself by way of what it uses.</summary>
internal sealed class LayerTests
{
    // What every part stands on, imported for all of them.
    private static readonly string[] Base = ["Diagnostics", "OpenApi", "Sources"];

    private static readonly string Generator = Path.Combine(
        typeof(LayerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "generator");

    private static readonly Lazy<ILookup<string, string>> Uses = new(() => Directory.EnumerateDirectories(Generator)
        .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"Iterable\.Generator\.(\w+)"), (file, match) => (From: Path.GetRelativePath(Generator, file).Split(Path.DirectorySeparatorChar)[0], To: match.Groups[1].Value))
        .Where(use => use.From != use.To)
        .Distinct()
        .ToLookup(use => use.From, use => use.To));

    [Test]
    public void No_folder_uses_itself_by_way_of_others() =>
        Assert.That(Uses.Value.Select(folder => folder.Key).Where(folder => Reached(folder).Contains(folder)), Is.Empty);

    [Test]
    public void What_all_stand_on_uses_none_of_them() =>
        Assert.That(Base.SelectMany(folder => Uses.Value[folder].Except(Base), (folder, used) => $"{folder} uses {used}"), Is.Empty);

    [TestCase("Sources", "DiagnosticBag|DiagnosticCode|SchemaSite|JsonReading|References")]
    [TestCase("OpenApi", "DiagnosticBag|DiagnosticCode")]
    public void What_all_stand_on_is_in_layers_itself(string folder, string typesAbove) =>
        Assert.That(Directory.EnumerateFiles(Path.Combine(Generator, folder)).Where(file => Regex.IsMatch(File.ReadAllText(file), $@"\b({typesAbove})\b")), Is.Empty);

    [Test]
    public void A_folder_is_a_namespace() =>
        Assert.That(Directory.EnumerateFiles(Generator, "*.cs", SearchOption.AllDirectories)
            .Select(file => (File: file, Parts: Path.GetRelativePath(Generator, file).Split(Path.DirectorySeparatorChar)))
            .Where(file => file.Parts[0] is not ("bin" or "obj" or "Program.cs"))
            .Where(file => file.Parts.Length != 2 || !File.ReadAllText(file.File).Contains($"namespace Iterable.Generator.{file.Parts[0]};", StringComparison.Ordinal))
            .Select(file => file.File), Is.Empty);

    private static HashSet<string> Reached(string folder)
    {
        var (reached, next) = (new HashSet<string>(), new Queue<string>(Uses.Value[folder]));
        while (next.TryDequeue(out var used))
        {
            if (reached.Add(used))
                Uses.Value[used].ToList().ForEach(next.Enqueue);
        }

        return reached;
    }
}
