namespace Iterable.Generator.Diagnostics;

/// <summary>The codes that stand in messages, so that a build can find, count and suppress them.</summary>
public static class DiagnosticCode
{
    /// <summary>The specs folder is missing or holds no OpenAPI document.</summary>
    public const string SpecsFolder = "ITG001";

    /// <summary>A file cannot be read as YAML or JSON.</summary>
    public const string Syntax = "ITG002";

    /// <summary>A file is no OpenAPI 3.0 or 3.1 document, or is malformed.</summary>
    public const string InvalidDocument = "ITG003";

    /// <summary>An overlay action finds nothing to change.</summary>
    public const string OverlayMatchesNothing = "ITG004";

    /// <summary>An overlay does not follow the Overlay Specification 1.0.</summary>
    public const string InvalidOverlay = "ITG005";

    /// <summary>A JSONPath expression is malformed, or uses what the evaluator does not support.</summary>
    public const string InvalidJsonPath = "ITG006";

    /// <summary>An overlay action matches something it cannot change.</summary>
    public const string OverlayCannotApply = "ITG007";

    /// <summary>An <c>x-iterable-</c> name that does not exist, or means nothing where it stands.</summary>
    public const string UnknownExtension = "ITG010";

    /// <summary>An <c>x-iterable-</c> extension with a value it cannot have.</summary>
    public const string InvalidExtension = "ITG011";

    /// <summary>A fact that every operation or every point in time must state is missing.</summary>
    public const string MissingFact = "ITG012";

    /// <summary>An inline object or enum has no name for its C# type.</summary>
    public const string UnnamedSchema = "ITG020";

    /// <summary>Two different things claim one name.</summary>
    public const string NameConflict = "ITG021";

    /// <summary>A name that C# or NSwag would not take as it is.</summary>
    public const string UnsuitableName = "ITG022";

    /// <summary>Two documents disagree about something that the merged document holds once.</summary>
    public const string MergeConflict = "ITG030";

    /// <summary>An operation without an id, or with one that is taken.</summary>
    public const string OperationId = "ITG040";

    /// <summary>An operation without a tag, or with one that the document does not declare.</summary>
    public const string Tag = "ITG041";

    /// <summary>A reference that leads nowhere.</summary>
    public const string UnresolvedReference = "ITG042";

    /// <summary>A schema that the generator cannot express in C#.</summary>
    public const string UnsupportedSchema = "ITG043";

    /// <summary>The prepared document is not valid OpenAPI 3.0.</summary>
    public const string InvalidResult = "ITG044";

    /// <summary>A file cannot be written.</summary>
    public const string CannotWrite = "ITG050";

    /// <summary>The README lacks the place for a generated section, or holds another one.</summary>
    public const string Readme = "ITG051";

    /// <summary>The public surface of an assembly cannot be listed, or a listing cannot be read.</summary>
    public const string ApiListing = "ITG060";

    /// <summary>The list of what is generated from cannot be read.</summary>
    public const string Lock = "ITG061";

    /// <summary>The package of a client cannot be read.</summary>
    public const string Upstream = "ITG062";

    /// <summary>A changelog without a section for the next release, or one that cannot be read.</summary>
    public const string Changelog = "ITG063";

    /// <summary>A release cannot be told from what came before it.</summary>
    public const string Release = "ITG064";

    /// <summary>A change of the specification breaks something, where that was forbidden.</summary>
    public const string Breaking = "ITG065";

    /// <summary>Something that becomes documentation in C# has no description.</summary>
    public const string MissingDescription = "ITG101";

    /// <summary>A description of an enum value that the enum does not have.</summary>
    public const string StaleDescription = "ITG102";

    /// <summary>Something is marked as deprecated and nothing says what to use instead.</summary>
    public const string MissingDeprecationReason = "ITG103";

    /// <summary>The reference has an operation that the specifications lack.</summary>
    public const string MissingOperation = "ITG110";

    /// <summary>The reference has a parameter that the specifications lack.</summary>
    public const string MissingParameter = "ITG111";

    /// <summary>The reference has a member of a request or response, or a whole body, that the specifications lack.</summary>
    public const string MissingMember = "ITG112";

    /// <summary>The reference has values of an enum that the specifications lack.</summary>
    public const string MissingValue = "ITG113";

    /// <summary>The reference names other types of API key for an operation than the specifications.</summary>
    public const string OtherKeyTypes = "ITG114";

    /// <summary>A client in JavaScript calls something in a form that cannot be read.</summary>
    public const string UnreadableCall = "ITG115";

    /// <summary>A client in JavaScript makes a call that the specifications lack.</summary>
    public const string MissingCall = "ITG116";
}
