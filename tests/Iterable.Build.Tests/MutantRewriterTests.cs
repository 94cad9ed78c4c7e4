using System.Reflection;
using Iterable.Mutation.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Iterable.Build.Tests;

public class MutantRewriterTests
{
    private static readonly MetadataReference[] Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is "System.Runtime" or "System.Private.CoreLib")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [TestCase("static bool M(int a) => a < 3;", "negate a < 3", "boundary a < 3", "constant 3")]
    [TestCase("static bool M(int a, bool b) => b && a == 3;", "and-or b && a == 3", "negate b", "negate a == 3", "constant 3")]
    [TestCase("static bool M(object a) => a is string { Length: > 2 } text && text != \"x\";", "left-only a is string { Length: > 2 } text && text != \"x\"", "never a is string { Length: > 2 } text", "negate text != \"x\"")]
    [TestCase("static int M(string a) => a is { Length: > 2 } ? 5 : 6;", "negate a is { Length: > 2 }", "boundary a is { Length: > 2 }", "constant 5", "constant 6")]
    [TestCase("static string M(string a, string b) => a + (a ?? b);", "left a ?? b", "right a ?? b")]
    [TestCase("static int M(int a) { a++; a = System.Math.Min(a, 7); return a * 2; }", "statement a++;", "statement a = System.Math.Min(a, 7);", "other-call System.Math.Min(a, 7)", "constant 7", "arithmetic a * 2", "constant 2")]
    [TestCase("static void M(System.IO.Stream a) => a.Dispose();", "statement a.Dispose()")]
    [TestCase("static void M(System.IO.Stream a) { using var b = a; }", "using using var b = a;")]
    [TestCase("private const int Most = 64; static int M() => Most;", "constant private const int Most = 64;")]
    [TestCase("static int M(int a = 4) => a switch { 1 => 10, > 2 when a < 9 => 20, _ => nameof(M).Length };", "constant 10", "negate a < 9", "boundary a < 9", "constant 9", "constant 20")]
    [TestCase("static async System.Collections.Generic.IAsyncEnumerable<int> M(System.Threading.Tasks.Task a) { await a.ConfigureAwait(false); while (true) { yield return 1; } }", "statement await a.ConfigureAwait(false);", "constant 1")]
    public void Code_has_those_mutants_that_compile(string members, params string[] expected) =>
        Assert.That(Rewrite(members).Rewriter.Mutants.Select(mutant => $"{mutant.Kind} {mutant.Text}"), Is.EquivalentTo(expected));

    [Test]
    public void A_mutant_is_what_runs_when_its_number_is_chosen()
    {
        var (compilation, rewriter) = Rewrite("private const int Most = 3; public static int M(int a) { if (a < Most) { a++; } return a + 10; }");
        using var image = new MemoryStream();
        Assert.That(compilation.Emit(image).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error), Is.Empty);
        var assembly = Assembly.Load(image.ToArray());
        var active = assembly.GetType(MutantSwitch.TypeName)!.GetField("Active")!;
        int[] Results(int number)
        {
            active.SetValue(null, number);
            return [.. new[] { 1, 3 }.Select(a => (int)assembly.GetType("C")!.GetMethod("M")!.Invoke(null, [a])!)];
        }

        Assert.Multiple(() =>
        {
            Assert.That(Results(0), Is.EqualTo(new[] { 12, 13 }));
            Assert.That(rewriter.Mutants.ToDictionary(mutant => $"{mutant.Member} {mutant.Kind} {mutant.Text}", mutant => Results(mutant.Number)), Is.EquivalentTo(new Dictionary<string, int[]>
            {
                ["C.Most constant private const int Most = 3;"] = [12, 14],
                ["C.M negate a < Most"] = [11, 14],
                ["C.M boundary a < Most"] = [12, 14],
                ["C.M statement a++;"] = [11, 13],
                ["C.M arithmetic a + 10"] = [-8, -7],
                ["C.M constant 10"] = [13, 14],
            }));
        });
    }

    private static (CSharpCompilation Compilation, MutantRewriter Rewriter) Rewrite(string members)
    {
        var tree = CSharpSyntaxTree.ParseText($"public class C {{ {members} }}");
        var original = CSharpCompilation.Create("C", [tree], Platform, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var refused = new HashSet<int>();
        while (true)
        {
            var rewriter = new MutantRewriter(original.GetSemanticModel(tree), "C.cs", 1, refused);
            var rewritten = original.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(rewriter.Visit(tree.GetRoot())!, tree.Options)).AddSyntaxTrees(CSharpSyntaxTree.ParseText(MutantSwitch.Source));
            var errors = rewritten.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Count == 0)
                return (rewritten, rewriter);
            MutatedClient.Refuse(errors, refused);
        }
    }
}
