using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Previews, which know plain fields only, and proofs, which are recorded and not sent.</summary>
internal static class TemplateRenderBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("previewEmailTemplate", call => Preview(call, "Email"));
        table.On("previewInAppTemplate", call => Preview(call, "InApp"));
        foreach (var (name, medium) in TemplateBehaviours.Media.Where(media => media.Medium != "Embedded"))
            table.On($"send{name}TemplateProof", call => Proof(call, medium));
    }

    private static Answer Preview(ApiCall call, string medium)
    {
        var id = call.Parameters.Integer("templateId") ?? 0;
        // For previews alone the service's document has 404.
        var known = TemplateBehaviours.Find(call, id, medium) ?? throw Refusal.NotFound($"No {medium} template {id} in project {call.State.ProjectId}");
        var template = TemplateBehaviours.Read(call, known);
        var html = TemplateHtml.Render(
            (string?)template["html"] ?? "",
            call.Body["dataFields"] as JObject ?? [],
            call.Body["dataFeed"] as JObject ?? [],
            (bool?)template["mergeDataFeedContext"] ?? false);
        return new TextAnswer(200, "text/html; charset=UTF-8", html);
    }

    private static Answer Proof(ApiCall call, string medium)
    {
        var identity = UserIdentity.Read(call.Body, "recipient");
        var template = (long)call.Body["templateId"]!;
        if (TemplateBehaviours.Find(call, template, medium) is null)
            throw TemplateBehaviours.Unknown(template);
        if (call.State.Users.Find(identity) is not { } user)
            throw UserFaults.Refuse(UserFault.NotFound, identity);

        call.State.TemplateProofs.Add(new IterableTestTemplateProof(medium, user, call.State.Now, (JObject)call.Body.DeepClone()));
        return call.Success($"Sent proof to {user.Email ?? user.UserId}");
    }
}
