using Iterable.Generator.Diagnostics;
using Iterable.Generator.Preparation;

namespace Iterable.Generator.Tests.Support;

/// <summary>A specs folder with the given documents and overlays, and what preparing it gives.</summary>
internal sealed class SpecsFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Root => _folder.Root;

    public SpecsFolder Document(Spec spec, string name = "api.yml") => File(name, spec.ToString());

    /// <summary>An overlay; <paramref name="actions"/> are lines of YAML, each action one list entry. Without <paramref name="extends"/> it changes the merged document.</summary>
    public SpecsFolder Overlay(string actions, string? extends = "../api.yml", string name = "test.overlay.yml") =>
        File($"overlays/{name}", $"overlay: 1.0.0\ninfo: {{ title: Test, version: 1.0.0 }}\n{(extends is null ? "" : $"extends: {extends}\n")}actions:\n{actions}\n");

    public SpecsFolder File(string name, string text)
    {
        _folder.Write(name, text);
        return this;
    }

    public PreparedSpec Prepare() => SpecPreparation.Prepare(Root);

    /// <summary>The messages of the errors, without file names.</summary>
    public IReadOnlyList<string> Errors() => Messages(Severity.Error);

    /// <summary>The messages of the warnings, without file names.</summary>
    public IReadOnlyList<string> Warnings() => Messages(Severity.Warning);

    public void Dispose() => _folder.Dispose();

    private List<string> Messages(Severity severity) =>
        [.. Prepare().Diagnostics.Where(d => d.Severity == severity).Select(d => $"{d.Code} {d.Message}")];

    /// <summary>Prepares one document without overlays.</summary>
    public static PreparedSpec Prepare(Spec spec)
    {
        using var folder = new SpecsFolder().Document(spec);
        return folder.Prepare();
    }

    /// <summary>The errors of one document without overlays.</summary>
    public static IReadOnlyList<string> ErrorsOf(Spec spec)
    {
        using var folder = new SpecsFolder().Document(spec);
        return folder.Errors();
    }

    /// <summary>The warnings of one document without overlays.</summary>
    public static IReadOnlyList<string> WarningsOf(Spec spec)
    {
        using var folder = new SpecsFolder().Document(spec);
        return folder.Warnings();
    }
}
