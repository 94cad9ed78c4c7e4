using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Listing templates of all media, finding them by a key of the caller's, and deleting them.</summary>
internal static class TemplateListBehaviours
{
    private static readonly string[] MetadataMembers =
        ["templateId", "name", "clientTemplateId", "campaignId", "messageTypeId", "creatorUserId", "createdAt", "updatedAt"];

    public static void Register(BehaviourTable table)
    {
        table.On("listTemplates", List);
        table.On("getTemplatesByClientTemplateId", ByKey);
        table.On("bulkDeleteTemplates", Delete);
    }

    /// <summary>What a template is known by, without its content.</summary>
    public static JObject Metadata(JObject template) =>
        new(MetadataMembers.Where(name => template[name] is not null).Select(name => new JProperty(name, template[name]!.DeepClone())));

    private static Answer List(ApiCall call)
    {
        var type = call.Parameters.Text("templateType");
        var medium = call.Parameters.Text("messageMedium");
        var start = call.Parameters.Time("startDateTime");
        var end = call.Parameters.Time("endDateTime");
        var templates = call.State.Templates.All
            .Where(template => type is null || Type(call, template) == type)
            .Where(template => medium is null || (string?)template[TemplateBehaviours.Medium] == medium)
            .Where(template => start is null || (DateTimeOffset?)template["createdAt"] >= start)
            .Where(template => end is null || (DateTimeOffset?)template["createdAt"] < end);
        var sorted = templates.Sorted(call.Parameters.Text("sort"), "templateId").Select(Metadata).ToList();
        return call.Json(Paging.Page(call, "templates", "totalTemplatesCount", sorted));
    }

    private static Answer ByKey(ApiCall call)
    {
        var key = call.Parameters.Text("clientTemplateId");
        var entries = call.State.Templates.All.Where(template => (string?)template["clientTemplateId"] == key).Select(template => Entry(call, template));
        return call.Json(new JObject { ["templates"] = new JArray(entries) });
    }

    private static JObject Entry(ApiCall call, JObject template)
    {
        var entry = new JObject { ["templateId"] = template["templateId"]!.DeepClone(), ["locales"] = new JArray(TemplateContents.Of(template)) };
        entry.SetIfAny("campaignId", Campaign(call, template));
        return entry;
    }

    private static Answer Delete(ApiCall call)
    {
        var (success, failed) = (new JArray(), new JArray());
        string? reason = null;
        foreach (var id in call.Body["ids"]!.Select(id => (long)id))
        {
            var problem = call.State.Templates.Find(id) is not { } template ? $"No template {id} in project {call.State.ProjectId}"
                : Campaign(call, template) is { } campaign ? $"The template {id} belongs to the campaign {campaign}"
                : null;
            reason ??= problem;
            (problem is null ? success : failed).Add(id);
            if (problem is null)
                call.State.Templates.Remove(id);
        }

        var answer = new JObject { ["success"] = success, ["failed"] = failed };
        answer.SetIfAny("failureReason", reason);
        return call.Json(answer);
    }

    private static string Type(ApiCall call, JObject template) =>
        (string?)template[TemplateBehaviours.Type]
        ?? (Campaign(call, template) is { } id ? (string?)call.State.Campaigns.Find(id)?["type"] ?? "Blast" : "Base");

    // A template says whose it is, or a campaign was made with it.
    private static long? Campaign(ApiCall call, JObject template) =>
        (long?)template["campaignId"]
        ?? (long?)call.State.Campaigns.All.FirstOrDefault(campaign => JToken.DeepEquals(campaign["templateId"], template["templateId"]))?["id"];
}
