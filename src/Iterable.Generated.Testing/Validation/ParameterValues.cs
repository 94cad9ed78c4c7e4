using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The parameters of a call, each of the type the document gives it, defaults filled in.</summary>
internal sealed class ParameterValues(IReadOnlyDictionary<string, JToken> values)
{
    public string? Text(string name) => (string?)values.GetValueOrDefault(name);

    public long? Integer(string name) => (long?)values.GetValueOrDefault(name);

    public bool? Flag(string name) => (bool?)values.GetValueOrDefault(name);

    public DateTimeOffset? Time(string name) => (DateTimeOffset?)values.GetValueOrDefault(name);

    public IReadOnlyList<string> Texts(string name) => values.GetValueOrDefault(name) switch
    {
        JArray items => [.. items.Select(item => (string)item!)],
        { } single => [(string)single!],
        null => [],
    };
}
