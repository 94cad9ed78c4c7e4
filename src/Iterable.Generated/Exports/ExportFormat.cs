namespace Iterable.Generated;

/// <summary>The form in which an export travels. The records read from either are equal.</summary>
public enum ExportFormat
{
    /// <summary>One JSON object a line. Types and nested data come as they are stored.</summary>
    Ndjson,

    /// <summary>
    /// Comma-separated values under a header. Smaller and faster to read; but a field has no type, so what this version has no
    /// property for is a text (or, where the text is a JSON object or array, that). It can be downloaded by the client alone; to read it as records
    /// takes the package Iterable.Generated.Csv.
    /// </summary>
    Csv,
}
