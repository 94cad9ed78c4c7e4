using Iterable.Generator.Sources;

namespace Iterable.Generator.Overlays;

/// <summary>An OpenAPI Overlay 1.0 document: a list of changes with their reasons.</summary>
public sealed class Overlay
{
    internal Overlay(string file, string title, IReadOnlyList<OverlayAction> actions) => (File, Title, Actions) = (file, title, actions);

    /// <summary>The full path of the file.</summary>
    public string File { get; }

    /// <summary>What the overlay is about.</summary>
    public string Title { get; }

    /// <summary>The full path of the document that it changes; null for the merged document.</summary>
    public string? Extends { get; internal init; }

    /// <summary>Where <c>extends</c> stands.</summary>
    public SourceMark? ExtendsAt { get; internal init; }

    /// <summary>The changes, in the order in which they apply.</summary>
    public IReadOnlyList<OverlayAction> Actions { get; }
}
