using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Webhooks can be listed and changed. Their tokens and headers go in and never come out.</summary>
internal static class WebhookBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("listWebhooks", call => call.Json(new JObject { ["webhooks"] = new JArray(call.State.Webhooks.All.Select(Public)) }));
        table.On("updateWebhook", Update);
    }

    private static Answer Update(ApiCall call)
    {
        var id = (long)call.Body["id"]!;
        var webhook = call.State.Webhooks.Find(id) ?? throw Refusal.BadParams($"Invalid value for id: no webhook {id} in project {call.State.ProjectId}");
        if ((string?)call.Body["endpoint"] is { } endpoint && !endpoint.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            throw Refusal.BadParams("Invalid value for endpoint: it has to begin with https");

        foreach (var (name, value) in call.Body)
            webhook.SetIfAny(name, value!.DeepClone());
        return call.Json(Public(webhook));
    }

    private static JObject Public(JObject webhook)
    {
        var copy = (JObject)webhook.DeepClone();
        copy.Remove("authToken");
        copy.Remove("headers");
        return copy;
    }
}
