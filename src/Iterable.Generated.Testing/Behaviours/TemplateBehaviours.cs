using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Reading and writing templates of all media. One is found by its id only through the calls for its medium.</summary>
internal static class TemplateBehaviours
{
    /// <summary>The member that says, inside the server only, what medium a template has.</summary>
    public const string Medium = "messageMedium";

    /// <summary>The member that says, inside the server only, what a template is for.</summary>
    public const string Type = "templateType";

    /// <summary>The media, as operations and as templates call them.</summary>
    public static readonly (string Operation, string Medium)[] Media =
        [("Email", "Email"), ("Push", "Push"), ("Sms", "SMS"), ("InApp", "InApp"), ("Embedded", "Embedded")];

    public static void Register(BehaviourTable table)
    {
        foreach (var (name, medium) in Media)
        {
            table.On($"get{name}Template", call => Get(call, medium));
            table.On($"update{name}Template", call => Update(call, medium));
            table.On($"upsert{name}Template", call => Upsert(call, medium));
        }
    }

    public static JObject Find(ApiCall call, long id, string medium) =>
        call.State.Templates.Find(id) is { } template && (string?)template[Medium] == medium
            ? template
            : throw Refusal.NotFound($"No {medium} template {id} in project {call.State.ProjectId}");

    /// <summary>The template that the parameters name, with the content of the locale that they name.</summary>
    public static JObject Read(ApiCall call, string medium)
    {
        var id = call.Parameters.Integer("templateId") ?? 0;
        var locale = call.Parameters.Text("locale");
        return TemplateContents.Read(Find(call, id, medium), locale)
            ?? throw Refusal.NotFound($"The {medium} template {id} has no content for the locale {locale}");
    }

    private static Answer Get(ApiCall call, string medium)
    {
        var template = Read(call, medium);
        template.Remove(Medium);
        template.Remove(Type);
        if (medium == "Email")
            MoveDates(template);
        return call.Json(template);
    }

    private static Answer Update(ApiCall call, string medium)
    {
        TemplateContents.Write(Find(call, (long)call.Body["templateId"]!, medium), call.Body, call.State.Now);
        return call.Success();
    }

    // All templates that have the key are written; where none has it, one is made.
    private static Answer Upsert(ApiCall call, string medium)
    {
        var key = (string)call.Body["clientTemplateId"]!;
        var templates = call.State.Templates.All
            .Where(template => (string?)template[Medium] == medium && (string?)template["clientTemplateId"] == key)
            .ToArray();
        if (templates.Length == 0)
            templates = [Create(call, key, medium)];
        foreach (var template in templates)
            TemplateContents.Write(template, call.Body, call.State.Now);
        return call.Success($"Upserted {templates.Length} templates with IDs: {string.Join(", ", templates.Select(template => (long)template["templateId"]!))}");
    }

    private static JObject Create(ApiCall call, string key, string medium)
    {
        var template = new JObject { ["name"] = key, [Medium] = medium, ["createdAt"] = call.State.Now };
        if (call.Body["locale"] is { Type: JTokenType.String } locale)
            template["locale"] = locale.DeepClone();
        call.State.Templates.Set(template, call.State.NextId);
        return template;
    }

    // E-mail templates have their dates, and what tells them apart, in a member of their own.
    private static void MoveDates(JObject template)
    {
        template["metadata"] = TemplateListBehaviours.Metadata(template);
        template.Remove("createdAt");
        template.Remove("updatedAt");
    }
}
