using Iterable.Generator.ApiListing;
using Iterable.Generator.Tests.Support;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.ApiListing;

/// <summary>The <c>api</c> command, on the samples beside this file.</summary>
internal sealed class ApiListingTests
{
    private string _listing = null!;

    [OneTimeSetUp]
    public void List()
    {
        using var folder = new TempFolder();
        var output = folder.Combine("listing.txt");
        var (code, _, error) = Shell.Run("api", "--build", Build(folder, typeof(ApiListingTests).Assembly.Location), "--output", output);
        Assert.That(code, Is.Zero, error);
        _listing = File.ReadAllText(output);
    }

    [Test]
    public void The_listing_reads_like_C_sharp() => Assert.That(
        $"\n\n{_listing}".Split("\n\nnamespace ").Single(part => part.StartsWith("Iterable.Generator.Tests.ApiListing.Samples\n", StringComparison.Ordinal)).TrimEnd(),
        Is.EqualTo("""
            Iterable.Generator.Tests.ApiListing.Samples

            public sealed class Child : Parent
                Child()
                override void Do(ref int counter, in Point point)

            public delegate bool Chooser<T>(T? item, out string reason)

            public interface ISample<T> : IDisposable where T : class, new()
                static int Count { get; }
                Task<IReadOnlyList<string?>?> FindAsync(T what, string? text = null, int count = 3, CancellationToken cancellationToken = default)
                string? Name { get; }

            [Flags] public enum Marks
                None = 0
                Second = 2
                First = 1

            public sealed class Page<T>
                Page(IReadOnlyList<T> items)
                T First { get; }
                T? FirstOrNone { get; }
                static Page<T> From(IEnumerable<Page<T>> pages)
                IReadOnlyList<T> Items { get; }
                Dictionary<string, T?[]?>? Keyed { get; }
                IReadOnlyDictionary<TKey, T> KeyedBy<TKey>(Func<T, TKey> key) where TKey : notnull
                [return: NotNullIfNotNull("or")] T? Last(T? or)
                IAsyncEnumerator<Page<T>.Row<int>> Rows()

            public struct Page<T>.Row<TCell> where TCell : struct
                TCell? Cell { get; }

            public abstract class Parent
                protected Parent(string[] names, params int[]? numbers)
                event EventHandler? Changed
                abstract void Do(ref int counter, in Point point)
                required IDictionary<string, long?> Fresh { get; init; }
                string this[int index] { get; }
                protected virtual TValue Make<TValue>(Func<TValue, string?> maker) where TValue : class
                [Obsolete("Use Fresh.")] string Old { get; protected set; }
                const string Word = "a \"word\""

            protected sealed class Parent.Inner
                Inner()

            public static class ParentExtensions
                static void Extend(this Parent parent, Marks marks = First)

            public readonly struct Point : IEquatable<Point>
                Point(int X)
                void Deconstruct(out int X)
                bool Equals(Point other)
                int X { get; init; }
                static bool operator ==(Point left, Point right)
                static implicit operator Point(int x)
                static bool operator !=(Point left, Point right)
            """));

    [Test]
    public void What_nobody_can_name_is_not_listed() =>
        Assert.That(_listing, Does.Not.Contain("Hidden").And.Not.Contain("Invisible").And.Not.Contain("class ApiListingTests"));

    [Test]
    public void A_file_that_is_no_assembly_is_an_error_and_writes_nothing()
    {
        using var folder = new TempFolder();
        var text = folder.Write("text.dll", "no assembly");
        var (code, _, error) = Shell.Run("api", "--build", Build(folder, text), "--output", folder.Combine("listing.txt"));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.StartWith($"{text}(1,1): error ITG060: The public surface cannot be listed: "));
            Assert.That(File.Exists(folder.Combine("listing.txt")), Is.False);
        });
    }

    [Test]
    public void What_all_frameworks_have_stands_once_and_the_rest_names_its_frameworks()
    {
        var surface = ApiSurface.Of([
            ("netstandard2.0", [new("N", "A", "public class A", ["A()", "int X { get; }", "int Z { get; }"]), new("N", "C", "public class C", ["C()"])]),
            ("net10.0", [new("N", "A", "public class A", ["A()", "int Y { get; }", "int Z { get; }"]), new("N", "B", "public class B", ["B()", "string Link = \"a // net10.0\""])]),
        ]);

        var text = Generator.ApiListing.ApiListing.Write(surface);

        Assert.That(text, Is.EqualTo("""
            // netstandard2.0, net10.0

            namespace N

            public class A
                A()
                int Y { get; } // net10.0
                int X { get; } // netstandard2.0
                int Z { get; }

            public class B // net10.0
                B()
                string Link = "a // net10.0"

            public class C // netstandard2.0
                C()

            """.ReplaceLineEndings("\n")));
        Assert.That(Generator.ApiListing.ApiListing.Write(Generator.ApiListing.ApiListing.Read(text)), Is.EqualTo(text));
    }

    [Test]
    public void What_one_framework_loses_is_removed_and_a_lost_framework_is_one_difference()
    {
        using var folder = new TempFolder();
        folder.Write("before/P.txt", "// netstandard2.0, net8.0, net10.0\n\nnamespace N\n\npublic class A\n    int X { get; }\n    int Y { get; }\n");
        folder.Write("after/P.txt", "// net8.0, net10.0, net11.0\n\nnamespace N\n\npublic class A\n    int X { get; } // net10.0\n    int Y { get; }\n");
        var (removed, added) = Compare(folder);
        Assert.That(removed, Is.EqualTo(new[] { "P/N: public class A: int X { get; } // net8.0", "P/the framework netstandard2.0" }));
        Assert.That(added, Is.EqualTo(new[] { "P/the framework net11.0" }));
    }

    [Test]
    public void A_package_that_is_new_is_added_line_by_line()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Combine("before"));
        folder.Write("after/P.txt", "// net8.0, net10.0\n\nnamespace N\n\npublic class A\n    int X { get; } // net10.0\n");
        var (removed, added) = Compare(folder);
        Assert.That(removed, Is.Empty);
        Assert.That(added, Is.EqualTo(new[] { "P/N: public class A", "P/N: public class A: int X { get; } // net10.0" }));
    }

    [Test]
    public void The_documentation_that_is_shipped_is_that_of_what_is_public()
    {
        using var folder = new TempFolder();
        const string Space = "Iterable.Generator.Tests.ApiListing.Samples.";
        string[] kept =
        [
            $"T:{Space}Parent", $"F:{Space}Parent.Word", $"M:{Space}Parent.#ctor(System.String[],System.Int32[])", $"E:{Space}Parent.Changed", $"P:{Space}Parent.Item(System.Int32)",
            $"M:{Space}Parent.Make``1(System.Func{{``0,System.String}})", $"T:{Space}Page`1.Row`1", $"P:{Space}Page`1.Row`1.Cell", $"M:{Space}Page`1.KeyedBy``1(System.Func{{`0,``0}})",
            $"T:{Space}Chooser`1", $"F:{Space}Marks.Second", $"M:{Space}Point.op_Implicit(System.Int32)~{Space}Point", $"M:{Space}Child.ToString",
        ];
        string[] dropped =
        [
            $"M:{Space}Parent.#ctor", $"M:{Space}Parent.Hidden", $"M:{Space}Parent.HiddenToo", $"T:{Space}Invisible", $"M:{Space}Invisible.Seen", $"M:{Space}Point.Iterable#Hidden(System.Int32)", "T:Iterable.Generator.Tests.ApiListing.ApiListingTests",
        ];
        var members = string.Concat(kept.Concat(dropped).Order(StringComparer.Ordinal).Select(name => $"        <member name=\"{name}\">\n            <summary>A &lt; B.</summary>\n        </member>\n"));
        var documentation = folder.Write("all.xml", $"<?xml version=\"1.0\"?>\n<doc>\n    <members>\n{members}    </members>\n</doc>\n");

        var (code, _, error) = Shell.Run("documentation", "--build", Build(folder, typeof(ApiListingTests).Assembly.Location), "--documentation", documentation, "--output", folder.Combine("public.xml"));

        Assert.That(code, Is.Zero, error);
        var text = File.ReadAllText(folder.Combine("public.xml"));
        Assert.That(System.Text.RegularExpressions.Regex.Matches(text, "<member name=\"(.*?)\">").Select(match => match.Groups[1].Value), Is.EquivalentTo(kept));
        Assert.That(text, Does.StartWith("<?xml").And.Contain("<summary>A &lt; B.</summary>"));
    }

    [Test]
    public void Two_folders_are_compared_by_line()
    {
        using var folder = new TempFolder();
        folder.Write("before/P.txt", "// net8.0, net10.0\n\nnamespace N\n\npublic class A\n    int X { get; }\n    int Y { get; }\n");
        folder.Write("after/P.txt", "// net8.0, net10.0\n\nnamespace N\n\npublic class A\n    int Y { get; }\n    long X { get; }\n\npublic class B\n");
        var (removed, added) = Compare(folder);
        Assert.That(removed, Is.EqualTo(new[] { "P/N: public class A: int X { get; }" }));
        Assert.That(added, Is.EqualTo(new[] { "P/N: public class A: long X { get; }", "P/N: public class B" }));
    }

    [Test]
    public void A_listing_with_a_merge_conflict_says_how_to_resolve_it()
    {
        using var folder = new TempFolder();
        var listing = folder.Write("before/P.txt", "// net8.0, net10.0\n\nnamespace N\n\npublic class A\n<<<<<<< HEAD\n    int X { get; }\n=======\n>>>>>>> other\n");
        folder.Write("after/P.txt", "// net8.0, net10.0\n\nnamespace N\n\npublic class A\n");
        var (code, output, error) = Diff(folder);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain($"error ITG060: The listings of the public surface cannot be read: {listing}(6,1) holds a merge conflict.").And.Contain("dotnet cake --target=Api"));
        });
    }

    private static (IReadOnlyList<string> Removed, IReadOnlyList<string> Added) Compare(TempFolder folder)
    {
        var (code, output, error) = Diff(folder, "--format", "json");
        Assert.That(code, Is.Zero, error);
        var changes = JObject.Parse(output)["changes"]!.ToLookup(change => (string)change["id"]!, change => $"{change["location"]}/{((string)change["message"]!).Split('`')[1]}");
        return ([.. changes["surface-removed"].Order(StringComparer.Ordinal)], [.. changes["surface-added"].Order(StringComparer.Ordinal)]);
    }

    // The same specification on both sides, so that only the listings can differ.
    private static (int Code, string Output, string Error) Diff(TempFolder folder, params string[] more)
    {
        var spec = folder.Write("api.yml", new Spec().Get("/a", Spec.Operation("getA")).ToString());
        return Shell.Run(["diff", spec, spec, "--surface-before", folder.Combine("before"), "--surface-after", folder.Combine("after"), .. more]);
    }

    private static string Build(TempFolder folder, string assembly) => folder.Write(
        "build.txt",
        assembly + '\n' + string.Join('\n', ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)));
}
