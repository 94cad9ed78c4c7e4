using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Templates of all media. One is found by its id only through the call for its medium.</summary>
internal static class TemplateBehaviours
{
    /// <summary>The member that says, inside the server only, what medium a template has.</summary>
    public const string Medium = "messageMedium";

    public static void Register(BehaviourTable table)
    {
        table.On("getEmailTemplate", call => Get(call, "Email"));
        table.On("getPushTemplate", call => Get(call, "Push"));
        table.On("getSmsTemplate", call => Get(call, "SMS"));
        table.On("getInAppTemplate", call => Get(call, "InApp"));
        table.On("updateEmailTemplate", UpdateEmail);
    }

    private static Answer Get(ApiCall call, string medium)
    {
        var template = (JObject)Find(call, call.Parameters.Integer("templateId") ?? 0, medium).DeepClone();
        template.Remove(Medium);
        if (medium == "Email")
            MoveDates(template);
        return call.Json(template);
    }

    private static Answer UpdateEmail(ApiCall call)
    {
        var template = Find(call, (long)call.Body["templateId"]!, "Email");
        foreach (var (name, value) in call.Body)
            template[name] = value!.DeepClone();
        template["updatedAt"] = call.State.Now;
        return call.Success();
    }

    // E-mail templates have their dates, and what tells them apart, in a member of their own.
    private static void MoveDates(JObject template)
    {
        var metadata = new JObject();
        foreach (var name in (string[])["templateId", "name", "clientTemplateId", "campaignId", "createdAt", "updatedAt"])
        {
            if (template[name] is { } value)
                metadata[name] = value.DeepClone();
        }

        template.Remove("createdAt");
        template.Remove("updatedAt");
        template["metadata"] = metadata;
    }

    private static JObject Find(ApiCall call, long id, string medium) =>
        call.State.Templates.Find(id) is { } template && (string?)template[Medium] == medium
            ? template
            : throw Refusal.NotFound($"No {medium} template {id} in project {call.State.ProjectId}");
}
