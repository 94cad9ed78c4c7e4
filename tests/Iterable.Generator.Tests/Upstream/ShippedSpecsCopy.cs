using System.Reflection;

using Iterable.Generator.Overlays;
using Iterable.Generator.Preparation;
using Iterable.Generator.Sources;
using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Upstream;

/// <summary>The specifications of this repository in a folder of their own, to change as an upstream release would.</summary>
internal sealed class ShippedSpecsCopy : IDisposable
{
    public const string Rest = "iterable-rest-api-openapi.yml";
    public const string Export = "iterable-export-api-openapi.yml";

    private readonly TempFolder _folder = new();

    public ShippedSpecsCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Shipped, "*", SearchOption.AllDirectories).Where(file => SourceFile.Extensions.Contains(Path.GetExtension(file))))
            _folder.Write(Path.GetRelativePath(Shipped, file), File.ReadAllText(file));
    }

    /// <summary>The specifications as they are vendored.</summary>
    public static string Shipped { get; } = Path.Combine(
        typeof(ShippedSpecsCopy).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "specs");

    /// <summary>Replaces a text that stands in a vendored file exactly once.</summary>
    public ShippedSpecsCopy Replace(string file, string before, string after)
    {
        var text = File.ReadAllText(_folder.Combine(file));
        Assert.That(text.Split(before), Has.Length.EqualTo(2), $"'{before}' must stand once in {file}");
        _folder.Write(file, text.Replace(before, after));
        return this;
    }

    /// <summary>Takes out a path with all its operations: the lines from its key to the next key of the same depth.</summary>
    public ShippedSpecsCopy RemovePath(string file, string path)
    {
        var lines = File.ReadAllLines(_folder.Combine(file)).ToList();
        var start = lines.IndexOf($"  {path}:");
        Assert.That(start, Is.Positive, $"{path} stands in {file}");
        var end = lines.FindIndex(start + 1, line => !line.StartsWith("   ", StringComparison.Ordinal));
        lines.RemoveRange(start, end - start);
        _folder.Write(file, string.Join('\n', lines) + "\n");
        return this;
    }

    public ShippedSpecsCopy Overlay(string name, string text)
    {
        _folder.Write(Path.Combine("overlays", name), text);
        return this;
    }

    /// <summary>Lets no action of an overlay match nothing.</summary>
    public ShippedSpecsCopy WithoutOptionalActions()
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Root, "*.overlay.yml", SearchOption.AllDirectories))
            File.WriteAllLines(file, File.ReadLines(file).Where(line => !line.StartsWith($"{OverlayReader.OptionalKey}:", StringComparison.Ordinal)).ToList());
        return this;
    }

    public PreparedSpec Prepare() => SpecPreparation.Prepare(_folder.Root);

    public void Dispose() => _folder.Dispose();
}
