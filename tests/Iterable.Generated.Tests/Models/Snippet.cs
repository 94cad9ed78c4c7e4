using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Iterable.Generated.Tests.Models;

/// <summary>A few lines as a user of the package writes them, compiled against the assembly as it was built.</summary>
internal static class Snippet
{
    private static readonly CSharpCompilation Program = CSharpCompilation.Create(
        "User",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Iterable.", StringComparison.Ordinal))
            .Append(typeof(IterableClient).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            // As every project has it: the older build goes with newer builds of what it needs.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]));

    /// <summary>The errors and warnings that the lines of a method have, by their ids.</summary>
    public static IReadOnlyList<string> Faults(string lines)
    {
        var tree = CSharpSyntaxTree.ParseText($$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using Iterable.Generated;
            using Newtonsoft.Json.Linq;
            class User
            {
                static object Make()
                {
                    {{lines}}
                }
            }
            """);
        return [.. Program.AddSyntaxTrees(tree).GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.Id)];
    }
}
