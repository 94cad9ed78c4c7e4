using Newtonsoft.Json;

namespace Iterable.Generator.Sources;

/// <summary>Reads JSON text into tokens that know their place.</summary>
public static class JsonReader
{
    private static readonly JsonLoadSettings Settings = new()
    {
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
        LineInfoHandling = LineInfoHandling.Load,
    };

    /// <summary>Reads one JSON value; anything after it is an error.</summary>
    /// <exception cref="SourceException">The text is not JSON, or an object has two members of one name.</exception>
    public static JToken Read(string file, string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        try
        {
            var root = JToken.Load(reader, Settings);

            // Throws when anything but comments follows.
            while (reader.Read())
            {
            }

            foreach (var token in root is JContainer container ? container.DescendantsAndSelf() : [root])
                token.WithMark(token is IJsonLineInfo at && at.HasLineInfo() ? new(file, at.LineNumber, Math.Max(1, at.LinePosition)) : null);
            return root;
        }
        catch (JsonException e)
        {
            var at = new SourceMark(file, Math.Max(1, reader.LineNumber), Math.Max(1, reader.LinePosition));
            throw new SourceException($"This is not JSON: {WithoutPosition(e.Message)}", at, e);
        }
    }

    // Newtonsoft ends its messages with the path and the position, which the mark says already.
    private static string WithoutPosition(string message)
    {
        var end = message.IndexOf(" Path '", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
