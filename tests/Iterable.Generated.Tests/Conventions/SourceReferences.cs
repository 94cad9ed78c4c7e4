using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Iterable.Generated.Tests.Conventions;

/// <summary>A reference of one source file to what stands in another folder.</summary>
internal sealed record SourceReference(string From, string To, string File, int Line, string Symbol)
{
    public override string ToString() => $"{From} -> {To}: {File}({Line}) uses {Symbol}";
}

/// <summary>
/// What the sources of a project use of each other, by folder. All types stand in one namespace, so the folder is that of the file that
/// declares a symbol. What stands in documentation or in <c>nameof</c> is text and no use.
/// </summary>
internal static class SourceReferences
{
    /// <summary>The name of the folder of files that stand in none.</summary>
    public const string Root = "(root)";

    // A method that an analyzer's generator writes has no body here; that changes nothing about what uses it.
    private static readonly string[] Expected = ["CS8795"];

    /// <summary>Finds all references between folders.</summary>
    /// <param name="sources">Texts by path, with slashes.</param>
    /// <param name="generated">Texts that stand in no folder; what is declared there alone may be used everywhere.</param>
    public static IReadOnlyList<SourceReference> Find(IReadOnlyDictionary<string, string> sources, IReadOnlyCollection<string>? generated = null)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithPreprocessorSymbols(
            "NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER");
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, options, source.Key)).ToList();
        var others = (generated ?? []).Append(ImplicitUsings).Select(text => CSharpSyntaxTree.ParseText(text, options));
        var compilation = CSharpCompilation.Create(
            "Sources", trees.Concat(others), Libraries(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !Expected.Contains(diagnostic.Id)).ToList();
        if (errors.Count > 0)
            throw new InvalidOperationException("What does not compile cannot be judged: " + string.Join(Environment.NewLine, errors.Take(5)));

        return [.. trees.AsParallel().AsOrdered().SelectMany(tree => Of(tree, compilation.GetSemanticModel(tree)))];
    }

    /// <summary>The folders that use each other in a circle, as paths that end where they begin.</summary>
    public static IReadOnlyList<string> Cycles(IEnumerable<SourceReference> references)
    {
        var uses = references.ToLookup(reference => reference.From, reference => reference.To);
        return [.. uses.Select(folder => folder.Key).Select(folder => Way(folder, folder, [])).OfType<string>()];

        string? Way(string from, string to, HashSet<string> seen)
        {
            foreach (var next in uses[from].Distinct())
            {
                if (next == to)
                    return $"{from} -> {to}";
                if (seen.Add(next) && Way(next, to, seen) is { } way)
                    return $"{from} -> {way}";
            }

            return null;
        }
    }

    private static IEnumerable<SourceReference> Of(SyntaxTree tree, SemanticModel model)
    {
        var from = Folder(tree.FilePath);
        foreach (var name in tree.GetRoot().DescendantNodes(node => !IsNameOf(node)).OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name).Symbol is not { } symbol)
                continue;

            foreach (var used in new[] { symbol, symbol.ContainingType }.OfType<ISymbol>())
            {
                if (Home((used as IMethodSymbol)?.ReducedFrom ?? used.OriginalDefinition) is { } to && to != from)
                    yield return new(from, to, tree.FilePath, name.GetLocation().GetLineSpan().StartLinePosition.Line + 1, used.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
            }
        }
    }

    /// <summary>The folder that declares a symbol: for a type with several parts, that of the file which has its name.</summary>
    private static string? Home(ISymbol symbol)
    {
        var files = symbol.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath).ToList();
        var named = files.Where(file => Path.GetFileNameWithoutExtension(file) == symbol.Name).ToList();
        if (named.Count > 0)
            files = named;

        return files.Count > 0 && files.TrueForAll(file => file.Length > 0) && files.Select(Folder).Distinct().Count() == 1 ? Folder(files[0]) : null;
    }

    private static string Folder(string path) => path.Contains('/', StringComparison.Ordinal) ? path.Split('/')[0] : Root;

    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };

    private static IEnumerable<MetadataReference> Libraries() =>
        from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        where !Path.GetFileName(path).StartsWith("Iterable.", StringComparison.Ordinal)
        select MetadataReference.CreateFromFile(path);

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;
}
