using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Input;

/// <summary>JSON that a user gives. Texts that look like times stay texts, and numbers keep their digits.</summary>
internal static class JsonFile
{
    /// <exception cref="ToolException">There is no such file, or it is no JSON.</exception>
    public static async Task<JToken> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = await InputText.ReadAsync(File.OpenRead(path), path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{path} cannot be read: {e.Message}");
        }

        return Parse(text, path);
    }

    /// <exception cref="ToolException">The text is not one JSON value.</exception>
    public static JToken Parse(string text, string place)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        try
        {
            var value = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            while (reader.Read())
            {
                // Comments; anything else after the value is an error of the reader's.
            }

            return value;
        }
        catch (JsonException e)
        {
            throw ToolException.Usage($"{place}, line {reader.LineNumber}, is no JSON: {Reason(e)}");
        }
    }

    // The reader repeats a number that is none, such as a key without its quotes.
    private static string Reason(JsonException e) => e.Message.StartsWith("Input string", StringComparison.Ordinal) ? "a number is none." : e.Message;
}
