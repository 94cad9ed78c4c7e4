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

    /// <summary>A template of the medium, or <see langword="null" />.</summary>
    public static JObject? Find(ApiCall call, long id, string medium) =>
        call.State.Templates.Find(id) is { } template && (string?)template[Medium] == medium ? template : null;

    /// <summary>The refusal of a template that is not there.</summary>
    public static Refusal Unknown(long id) => Refusal.BadParams($"Template ID: {id} does not exist for this project");

    /// <summary>A template with the content of the locale that the parameters name.</summary>
    public static JObject Read(ApiCall call, JObject template)
    {
        var locale = call.Parameters.Text("locale");
        return TemplateContents.Read(template, locale)
            ?? throw Refusal.NotFound($"The template {template["templateId"]} has no content for the locale {locale}");
    }

    private static Answer Get(ApiCall call, string medium)
    {
        var id = call.Parameters.Integer("templateId") ?? 0;
        var template = Read(call, Find(call, id, medium) ?? throw Unknown(id));
        template.Remove(Medium);
        template.Remove(Type);
        if (medium == "Email")
            MoveDates(template);
        return call.Json(template);
    }

    private static Answer Update(ApiCall call, string medium)
    {
        var id = (long)call.Body["templateId"]!;
        TemplateContents.Write(Find(call, id, medium) ?? throw Unknown(id), call.Body, call.State.Now);
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
        var template = new JObject(ResourceDefaults.Template(call.State.Now)) { ["name"] = key, [Medium] = medium };
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
