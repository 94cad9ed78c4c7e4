using Iterable.Generator.JsonPaths;
using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Overlays;

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
