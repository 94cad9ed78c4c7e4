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
        var template = TemplateBehaviours.Read(call, TemplateBehaviours.FindToRender(call, call.Parameters.Integer("templateId") ?? 0, medium));
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
        TemplateBehaviours.FindToRender(call, (long)call.Body["templateId"]!, medium);
        if (call.State.Users.Find(identity) is not { } user)
            throw UserFaults.Refuse(UserFault.NotFound, identity);

        call.State.TemplateProofs.Add(new IterableTestTemplateProof(medium, user, call.State.Now, (JObject)call.Body.DeepClone()));
        return call.Success($"Sent proof to {user.Email ?? user.UserId}");
    }
}
