using Iterable.Generator.Tests.Support;

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
        var (code, _, error) = Shell.Run("api", "--assembly", typeof(ApiListingTests).Assembly.Location, "--references", References(folder), "--output", output);
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
                Task<IReadOnlyList<string?>?> FindAsync(T what, string? text = null, int count = 3, CancellationToken cancellationToken = default)
                string? Name { get; }

            [Flags] public enum Marks
                None = 0
                Second = 2
                First = 1

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
                static void Extend(this Parent parent, Marks marks = (Marks)1)

            public readonly struct Point : IEquatable<Point>
                Point(int X)
                void Deconstruct(out int X)
                bool Equals(Point other)
                int X { get; init; }
                static bool op_Equality(Point left, Point right)
                static Point op_Implicit(int x)
                static bool op_Inequality(Point left, Point right)
            """));

    [Test]
    public void What_nobody_can_name_is_not_listed() =>
        Assert.That(_listing, Does.Not.Contain("Hidden").And.Not.Contain("Invisible").And.Not.Contain("class ApiListingTests"));

    [Test]
    public void A_file_that_is_no_assembly_is_an_error_and_writes_nothing()
    {
        using var folder = new TempFolder();
        var text = folder.Write("text.dll", "no assembly");
        var (code, _, error) = Shell.Run("api", "--assembly", text, "--references", References(folder), "--output", folder.Combine("listing.txt"));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.StartWith($"{text}(1,1): error ITG060: The public surface cannot be listed: "));
            Assert.That(File.Exists(folder.Combine("listing.txt")), Is.False);
        });
    }

    [Test]
    public void Two_folders_are_compared_by_line()
    {
        using var folder = new TempFolder();
        folder.Write("before/P/net10.0.txt", "namespace N\n\npublic class A\n    int X { get; }\n    int Y { get; }\n");
        folder.Write("after/P/net10.0.txt", "namespace N\n\npublic class A\n    int Y { get; }\n    long X { get; }\n\npublic class B\n");
        var (code, output, error) = Shell.Run("api-diff", folder.Combine("before"), folder.Combine("after"), "--check");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo("""
                P/net10.0.txt
                  - N: public class A: int X { get; }
                  + N: public class A: long X { get; }
                  + N: public class B

                """.ReplaceLineEndings("\n")));
            Assert.That(error, Does.Contain("ITG060"));
            Assert.That(Shell.Run("api-diff", folder.Combine("before"), folder.Combine("after")).Code, Is.Zero);
            Assert.That(Shell.Run("api-diff", folder.Combine("after"), folder.Combine("after"), "--check").Output, Is.Empty);
            Assert.That(Shell.Run("api-diff", folder.Combine("none"), folder.Combine("after"), "--check").Error, Does.Contain($"{folder.Combine("none")}(1,1): error ITG060: The listings cannot be read: "));
        });
    }

    [Test]
    public void A_listing_with_a_merge_conflict_says_how_to_resolve_it()
    {
        using var folder = new TempFolder();
        var listing = folder.Write("before/P/net10.0.txt", "namespace N\n\npublic class A\n<<<<<<< HEAD\n    int X { get; }\n=======\n>>>>>>> other\n");
        folder.Write("after/P/net10.0.txt", "namespace N\n\npublic class A\n");
        var (code, output, error) = Shell.Run("api-diff", folder.Combine("before"), folder.Combine("after"));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain($"error ITG060: The listings cannot be read: {listing}(4,1) holds a merge conflict.").And.Contain("dotnet cake --target=Api"));
        });
    }

    private static string References(TempFolder folder) => folder.Write(
        "references.txt",
        string.Join('\n', ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)));
}
