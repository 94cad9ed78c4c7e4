namespace Iterable.Generator.JsonPaths;

/// <summary>A JSONPath expression is malformed or uses a part of RFC 9535 that is not supported.</summary>
public sealed class JsonPathException(string problem, string expression, int column)
    : FormatException($"{problem}, at column {column} of {expression}")
{
    /// <summary>The place in the expression, counted from 1.</summary>
    public int Column { get; } = column;
}
