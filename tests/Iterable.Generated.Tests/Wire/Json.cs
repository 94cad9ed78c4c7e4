namespace Iterable.Generated.Tests.Wire;

internal static class Json
{
    /// <summary>Parses without turning texts that look like times into times.</summary>
    public static JToken ParseAsIs(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        return JToken.Load(reader);
    }
}
