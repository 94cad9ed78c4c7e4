using Newtonsoft.Json;

namespace Iterable.Generator.Differences.Reports;

/// <summary>The report for programs: <c>{"verdict", "changes": [{"id", "level", "location", "message"}]}</c>.</summary>
internal static class JsonReport
{
    public static string Write(DiffReport report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var json = new JsonTextWriter(text) { Formatting = Formatting.Indented };
        json.WriteStartObject();
        json.WritePropertyName("verdict");
        json.WriteValue(Words.Of(report.Verdict));
        json.WritePropertyName("changes");
        json.WriteStartArray();
        foreach (var change in report.Changes)
        {
            json.WriteStartObject();
            foreach (var (name, value) in new[] { ("id", change.Id), ("level", Words.Of(change.Level)), ("location", change.Location), ("message", change.Message) })
            {
                json.WritePropertyName(name);
                json.WriteValue(value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return text + "\n";
    }
}
