namespace Iterable.Generated.Tests.Conventions;

/// <summary>The folders of the library form layers: what stands below knows nothing of what stands above.</summary>
[TestFixture]
public sealed class LayerTests
{
    /// <summary>From the bottom up. Folders of one layer may use each other, but not in a circle.</summary>
    private static readonly string[][] Layers =
    [
        ["Polyfills", "Callbacks", "Times", "Operations", "Models", "Json"],
        ["Transport", "Routing", "Calls", "Exceptions", "Authentication", "Telemetry", "RateLimits", "Retries"],
        ["Http", SourceReferences.Root],
        ["Streaming", "Paging", "Exports", "RawCalls", "Bulk", "Webhooks"],
    ];

    private static readonly Lazy<IReadOnlyList<SourceReference>> References = new(() => SourceReferences.Find(Sources(), [File.ReadAllText(Repository.GeneratedCode)]));

    [Test]
    public void Every_folder_stands_in_a_layer() =>
        Assert.That(Sources().Keys.Select(path => path.Contains('/', StringComparison.Ordinal) ? path.Split('/')[0] : SourceReferences.Root).Distinct(),
            Is.EquivalentTo(Layers.SelectMany(layer => layer)));

    [Test]
    public void No_folder_uses_one_of_a_layer_above_it()
    {
        Assert.That(References.Value, Has.Count.GreaterThan(500), "nearly nothing was found");
        Assert.That(References.Value.Where(IsUpward), Is.Empty);
    }

    [Test]
    public void No_folders_use_each_other_in_a_circle() => Assert.That(SourceReferences.Cycles(References.Value), Is.Empty);

    [Test]
    public void A_reference_upward_is_found_in_signatures_bodies_and_extensions()
    {
        var found = Find(
            ("Times/Clock.cs", "public class Clock { public Client? Owner; void Tick() { var _ = Client.Count; this.Ring(); } }"),
            ("Client.cs", "public class Client { public static int Count; }"),
            ("Http/Bells.cs", "public static class Bells { public static void Ring(this Clock clock) { } }"));

        Assert.That(found.Where(IsUpward).Select(reference => $"{reference.From} -> {reference.To}").Distinct(), Is.EquivalentTo(new[] { "Times -> (root)", "Times -> Http" }));
    }

    [Test]
    public void A_part_of_a_type_belongs_to_its_own_folder()
    {
        var found = Find(
            ("Streaming/Answer.cs", "public partial class Answer { public int Length; }"),
            ("Exports/Answer.Records.cs", "public partial class Answer { public int Records; }"),
            ("Paging/Reader.cs", "public class Reader { int Read(Answer answer) => answer.Records; }"));

        Assert.That(found.Select(reference => $"{reference.From} -> {reference.To}").Distinct(), Is.EquivalentTo(new[] { "Paging -> Streaming", "Paging -> Exports" }));
    }

    [Test]
    public void A_circle_is_found_whatever_its_length()
    {
        var found = Find(
            ("Calls/A.cs", "class A { B? b; }"),
            ("Retries/B.cs", "class B { C? c; }"),
            ("Routing/C.cs", "class C { A? a; }"),
            ("Paging/D.cs", "class D { A? a; }"));

        Assert.That(SourceReferences.Cycles(found), Is.EquivalentTo(new[]
        {
            "Calls -> Retries -> Routing -> Calls", "Retries -> Routing -> Calls -> Retries", "Routing -> Calls -> Retries -> Routing",
        }));
    }

    [Test]
    public void A_name_in_a_text_is_no_reference() =>
        Assert.That(
            Find(("Times/Clock.cs", "class Clock { /// <summary><see cref=\"Client\" /></summary>\n string Text => nameof(Client); }"), ("Client.cs", "class Client;")),
            Is.Empty);

    [Test]
    public void Sources_that_do_not_compile_are_not_judged() =>
        Assert.That(() => Find(("Times/Clock.cs", "class Clock { Missing? x; }")), Throws.InvalidOperationException.With.Message.Contains("Missing"));

    private static IReadOnlyList<SourceReference> Find(params (string Path, string Text)[] sources) =>
        SourceReferences.Find(sources.ToDictionary(source => source.Path, source => source.Text));

    private static bool IsUpward(SourceReference reference) => LayerOf(reference.To) > LayerOf(reference.From);

    private static int LayerOf(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder));

    private static Dictionary<string, string> Sources()
    {
        var root = Path.Combine(Repository.Root, "src", "Iterable.Generated");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(root, path)));
    }
}
