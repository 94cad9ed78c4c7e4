using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Input;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Serve.Seed;

/// <summary>Campaigns, templates and what else has a number, with the members that the API has for them.</summary>
internal static class SeededResources
{
    // A time is one here, so that each operation shows it in its own form.
    private static readonly JsonSerializerSettings Times = new() { DateParseHandling = DateParseHandling.DateTimeOffset, DateTimeZoneHandling = DateTimeZoneHandling.Utc };

    public static void Add(MemberReader seed, string name, IterableTestResources resources)
    {
        foreach (var (value, place) in seed.Items(name))
            resources.Add(WithTimes(new MemberReader(value, place).Rest()));
    }

    public static void AddSnippet(MemberReader snippet, IterableTestProject project)
    {
        var (name, content) = (snippet.Text("name"), snippet.Text("content"));
        var variables = snippet.Items("variables").Select(variable => variable.Value.ToString()).ToArray();
        snippet.Finish("A snippet has name, content and variables.");
        project.Snippets.Add(name, content, variables);
    }

    public static void AddMetrics(MemberReader row, IterableTestMetrics metrics)
    {
        var (id, campaignId) = (row.Integer("id"), row.OptionalInteger("campaignId"));
        metrics.Add(id, row.Rest(), campaignId);
    }

    private static JObject WithTimes(JObject members) => JsonConvert.DeserializeObject<JObject>(members.ToString(Formatting.None), Times)!;
}
