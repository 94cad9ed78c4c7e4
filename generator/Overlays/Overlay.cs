using Iterable.Generator.JsonPaths;

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

/// <summary>One change of a document.</summary>
public sealed class OverlayAction
{
    internal OverlayAction(int number, JsonPath target, SourceMark? at) => (Number, Target, At) = (number, target, at);

    /// <summary>The place in the overlay's list, counted from 1.</summary>
    public int Number { get; }

    /// <summary>What is changed.</summary>
    public JsonPath Target { get; }

    /// <summary>Why the document is changed; null when the action does not say.</summary>
    public string? Description { get; internal init; }

    /// <summary>What is merged into the target; null for a removal.</summary>
    public JToken? Update { get; internal init; }

    /// <summary>True when the target may be absent (<c>x-iterable-optional</c>).</summary>
    public bool IsOptional { get; internal init; }

    /// <summary>Where the action stands.</summary>
    public SourceMark? At { get; }
}
