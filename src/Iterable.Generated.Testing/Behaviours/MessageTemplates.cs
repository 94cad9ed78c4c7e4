using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Finds the template that the messages of a campaign are made from.</summary>
internal static class MessageTemplates
{
    public static JObject? Of(ProjectState state, long campaignId) =>
        (long?)state.Campaigns.Find(campaignId)?["templateId"] is { } templateId ? state.Templates.Find(templateId) : null;
}
