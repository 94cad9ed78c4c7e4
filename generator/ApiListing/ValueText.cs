using System.Globalization;

namespace Iterable.Generator.ApiListing;

/// <summary>Constants and default values in the notation of C#.</summary>
internal static class ValueText
{
    public static string Of(object? value, Type type) => value switch
    {
        null => type.IsValueType && type is not { Namespace: "System", Name: "Nullable`1" } ? "default" : "null",
        string text => Quote(text),
        char letter => $"'{letter}'",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"({TypeText.Of(type)}){Convert.ToString(value, CultureInfo.InvariantCulture)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
