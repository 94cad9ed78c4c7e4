using Iterable.Generator.JsonPaths;

namespace Iterable.Generator.Overlays;

/// <summary>An OpenAPI Overlay 1.0 document: a list of changes with their reasons.</summary>
/// <param name="File">The full path of the file.</param>
/// <param name="Title">What the overlay is about.</param>
/// <param name="Extends">The full path of the document that it changes; null for the merged document.</param>
/// <param name="ExtendsAt">Where <c>extends</c> stands.</param>
/// <param name="Actions">The changes, in the order in which they apply.</param>
public sealed record Overlay(string File, string Title, string? Extends, SourceMark? ExtendsAt, IReadOnlyList<OverlayAction> Actions);

/// <summary>One change of a document.</summary>
/// <param name="Number">The place in the overlay's list, counted from 1.</param>
/// <param name="Target">What is changed.</param>
/// <param name="Description">Why the document is changed; null when the action does not say.</param>
/// <param name="Update">What is merged into the target; null for a removal.</param>
/// <param name="IsOptional">True when the target may be absent (<c>x-iterable-optional</c>).</param>
/// <param name="At">Where the action stands.</param>
public sealed record OverlayAction(int Number, JsonPath Target, string? Description, JToken? Update, bool IsOptional, SourceMark? At);
