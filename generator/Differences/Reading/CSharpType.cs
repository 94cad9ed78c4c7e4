using Iterable.Generator.OpenApi;

namespace Iterable.Generator.Differences.Reading;

/// <summary>The C# type of a schema, as messages show it.</summary>
internal static class CSharpType
{
    // A list of lists can lead back to itself; a type that is written out that far tells nobody more.
    private const int Deepest = 6;

    /// <summary>What hands out a body as it arrives.</summary>
    public const string Stream = "IterableStreamResponse";

    /// <summary>The type of a member or a result.</summary>
    public static string Of(SchemaView? view) => Of(view, 0);

    /// <summary>The type of an argument.</summary>
    public static string OfArgument(SchemaView view) => view.Kind is SchemaKind.List ? $"IEnumerable<{Of(view.Inner)}>" : Of(view);

    /// <summary>True for a type that null does not belong to, so that <c>T?</c> is another type than <c>T</c>.</summary>
    public static bool IsValueType(SchemaView view) =>
        view.Kind is SchemaKind.Enum || (view.Kind is SchemaKind.Scalar && Scalar(view) is not ("string" or "byte[]" or Stream));

    private static string Of(SchemaView? view, int depth) => view switch
    {
        null => "JToken",
        { Name: { } name } => name,
        { Kind: SchemaKind.Class } => "object",
        { Kind: SchemaKind.Enum } => "enum",
        { Kind: SchemaKind.FreeForm } => SchemaShape.JObjectName,
        { Kind: SchemaKind.Scalar } => Scalar(view),
        { Kind: SchemaKind.Alternatives } when depth < Deepest => Alternatives(view, depth),
        { Kind: SchemaKind.List } when depth < Deepest => $"IList<{Of(view.Inner, depth + 1)}>",
        { Kind: SchemaKind.Map } when depth < Deepest => $"IDictionary<string, {Of(view.Inner, depth + 1)}>",
        _ => "JToken",
    };

    private static string Alternatives(SchemaView view, int depth)
    {
        var types = view.Alternatives.Select(one => Of(one, depth + 1)).Concat(view.Schema["type"].Texts());
        return string.Join(" or ", types.Distinct().Order(StringComparer.Ordinal));
    }

    private static string Scalar(SchemaView view)
    {
        var format = (view.Said("format") as Newtonsoft.Json.Linq.JValue)?.Value as string;
        return (SchemaShape.TypeOf(view.Schema), format) switch
        {
            ("integer", "int64") => "long",
            ("integer", _) => "int",
            ("number", "decimal" or "float") => format,
            ("number", _) => "double",
            ("boolean", _) => "bool",
            ("string", "date-time" or "date") => "DateTimeOffset",
            ("string", "time" or "duration" or "time-span") => "TimeSpan",
            ("string", "uuid" or "guid") => "Guid",
            ("string", "byte") => "byte[]",
            ("string", "binary") => Stream,
            ("file", _) => Stream,
            _ => "string",
        };
    }
}
