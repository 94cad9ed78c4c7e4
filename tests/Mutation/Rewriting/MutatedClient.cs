using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Iterable.Mutation.Rewriting;

/// <summary>The client with all mutants of some files in it, compiled as its project does.</summary>
internal static class MutatedClient
{
    private const string Project = "src/Iterable.Generated/Iterable.Generated.csproj";

    /// <summary>Writes the assembly and gives the mutants in it. What does not compile is left out, and counted.</summary>
    public static IReadOnlyList<Mutant> Write(string root, string configuration, Func<string, bool> isMutated, string assemblyPath, out int notCompiled)
    {
        var folder = Path.Combine(root, Path.GetDirectoryName(Project)!);
        var arguments = CSharpCommandLineParser.Default.Parse(CompilerArguments(root, configuration), folder, sdkDirectory: null);
        var trees = arguments.SourceFiles.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file.Path), arguments.ParseOptions, file.Path)).ToList();
        var options = arguments.CompilationOptions
            .WithGeneralDiagnosticOption(ReportDiagnostic.Default)
            .WithSpecificDiagnosticOptions([])
            .WithStrongNameProvider(new DesktopStrongNameProvider(arguments.KeyFileSearchPaths));
        var original = CSharpCompilation.Create(arguments.CompilationName, trees, arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference)), options);
        original = (CSharpCompilation)WithGeneratedSources(original, arguments);
        Check(original.GetDiagnostics());

        var mutated = trees.Where(tree => isMutated(Path.GetRelativePath(folder, tree.FilePath).Replace('\\', '/'))).ToList();
        var refused = new HashSet<int>();
        while (true)
        {
            var (compilation, mutants, total) = Rewrite(original, mutated, folder, refused, (CSharpParseOptions)arguments.ParseOptions);
            var errors = compilation.SyntaxTrees.Where(tree => tree.HasCompilationUnitRoot && mutated.Any(other => other.FilePath == tree.FilePath))
                .SelectMany(tree => compilation.GetSemanticModel(tree).GetDiagnostics())
                .Where(found => found.Severity == DiagnosticSeverity.Error)
                .ToList();
            if (errors.Count > 0)
            {
                Refuse(errors, refused);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(assemblyPath)!);
            using var file = File.Create(assemblyPath);
            Check(compilation.Emit(file, manifestResources: arguments.ManifestResources).Diagnostics);
            notCompiled = refused.Count;
            return mutants;
        }
    }

    private static (CSharpCompilation Compilation, List<Mutant> Mutants, int Total) Rewrite(
        CSharpCompilation original, IReadOnlyList<SyntaxTree> mutated, string folder, IReadOnlySet<int> refused, CSharpParseOptions parseOptions)
    {
        var (compilation, mutants, next) = (original, new List<Mutant>(), 1);
        foreach (var tree in mutated)
        {
            var rewriter = new MutantRewriter(original.GetSemanticModel(tree), Path.GetRelativePath(folder, tree.FilePath).Replace('\\', '/'), next, refused);
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(rewriter.Visit(tree.GetRoot())!, parseOptions));
            mutants.AddRange(rewriter.Mutants);
            next = rewriter.NextNumber;
        }

        return (compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(MutantSwitch.Source, parseOptions)), mutants, next);
    }

    /// <summary>The mutant that an error is in, or else all of the member: what it broke stands behind it.</summary>
    public static void Refuse(IReadOnlyList<Diagnostic> errors, HashSet<int> refused)
    {
        var before = refused.Count;
        foreach (var error in errors)
        {
            var place = error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
            var member = place.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().First();
            var mutants = error.Id == "CS0165" && OverrulingDeclarationOf(place.ToString(), member) is { } overruling ? NumbersOf(overruling) : place.AncestorsAndSelf().SelectMany(NumbersOf).Take(1);
            refused.UnionWith(mutants.Any() ? mutants : member.GetAnnotatedNodes(MutantRewriter.Annotation).SelectMany(NumbersOf));
        }

        if (refused.Count == before)
            throw new InvalidOperationException($"The rewritten client does not compile, and no mutant is to blame: {errors[0]}");
    }

    private static IEnumerable<int> NumbersOf(SyntaxNode node) => node.GetAnnotations(MutantRewriter.Annotation).Select(annotation => int.Parse(annotation.Data!));

    /// <summary>The mutant that overrules the condition which declares a variable, so that this has no value where it is used.</summary>
    private static SyntaxNode? OverrulingDeclarationOf(string variable, MemberDeclarationSyntax member)
    {
        var overruling = member.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Where(declared => declared.Identifier.Text == variable)
            .SelectMany(declared => declared.Ancestors().Where(outer => outer is ParenthesizedExpressionSyntax { Expression: BinaryExpressionSyntax } && NumbersOf(outer).Any()))
            .ToList();

        // What is matched has a value where the condition is true, and after an early return where it is false.
        var isNegated = overruling.Any(outer => outer.DescendantNodes().Any(inner => inner.IsKind(SyntaxKind.NotPattern) || (inner is PrefixUnaryExpressionSyntax { Operand: ParenthesizedExpressionSyntax } && inner.IsKind(SyntaxKind.LogicalNotExpression))));
        var culprit = isNegated ? SyntaxKind.LogicalAndExpression : SyntaxKind.LogicalOrExpression;
        return overruling.FirstOrDefault(outer => ((ParenthesizedExpressionSyntax)outer).Expression.IsKind(culprit)) ?? overruling.FirstOrDefault();
    }

    private static Compilation WithGeneratedSources(CSharpCompilation compilation, CSharpCommandLineArguments arguments)
    {
        var generators = arguments.AnalyzerReferences
            .Select(reference => new AnalyzerFileReference(reference.FilePath, Loader.Instance))
            .Where(reference => Path.GetFileName(reference.FullPath).Contains("Generator"))
            .SelectMany(reference => reference.GetGenerators(LanguageNames.CSharp));
        CSharpGeneratorDriver.Create(generators, parseOptions: (CSharpParseOptions)arguments.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        return complete;
    }

    // What the project would call the compiler with; the build before has made everything that it reads.
    private static IEnumerable<string> CompilerArguments(string root, string configuration)
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "msbuild", Project, "-t:Compile", "-p:TargetFramework=net10.0", $"-p:Configuration={configuration}", "-p:BuildProjectReferences=false",
                "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-p:NonExistentFile=none/none", "-getItem:CscCommandLineArgs",
            },
        })!;
        var answer = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
            throw new InvalidOperationException($"The arguments of the compiler could not be read. {answer}");

        using var json = JsonDocument.Parse(answer);
        return [.. json.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
    }

    private static void Check(IEnumerable<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(found => found.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"The client does not compile: {error}");
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static readonly Loader Instance = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
