using System.Text.RegularExpressions;

using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;

namespace Iterable.Generator.Tests.Upstream;

/// <summary>An operation is added by changing one file, with what the README of the specifications says.</summary>
internal sealed class AddedOperationTests
{
    private static readonly Lazy<IReadOnlyList<(string File, string Yaml)>> Recipes = new(() =>
        [.. Regex.Matches(File.ReadAllText(Path.Combine(ShippedSpecsCopy.Shipped, "README.md")), @"here `overlays/(tags/[a-z-]+\.overlay\.yml)`:\n\n```yaml\n(.*?)```", RegexOptions.Singleline)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))]);

    [Test]
    public void To_a_tag_that_is_there_by_an_action_of_its_file()
    {
        var (file, yaml) = Recipes.Value[0];
        using var specs = new ShippedSpecsCopy();
        specs.Overlay(file, File.ReadAllText(Path.Combine(ShippedSpecsCopy.Shipped, "overlays", file)) + yaml);
        AssertAdded(specs, "getListOverlap", "Lists");
    }

    [Test]
    public void To_a_new_tag_by_a_new_file()
    {
        var (file, yaml) = Recipes.Value[1];
        Assert.That(File.Exists(Path.Combine(ShippedSpecsCopy.Shipped, "overlays", file)), Is.False);
        using var specs = new ShippedSpecsCopy().Overlay(file, yaml);
        AssertAdded(specs, "startAudit", "Audits");
    }

    private static void AssertAdded(ShippedSpecsCopy specs, string id, string tag)
    {
        var prepared = specs.Prepare();
        Assert.That(prepared.Diagnostics.Where(found => found.Severity is Severity.Error || found.Code is DiagnosticCode.MissingDescription).Select(found => found.ToString()), Is.Empty);
        var operation = prepared.Document.AllOperations().Single(operation => operation.Id == id);
        Assert.That((string?)operation.Definition["tags"]![0], Is.EqualTo(tag));
    }
}
