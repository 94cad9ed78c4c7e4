using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The members that a thing gets where a test leaves them out.</summary>
internal static class ResourceDefaults
{
    /// <summary>The account that makes things where nobody is named.</summary>
    public const string Owner = "owner@example.com";

    public static JObject Template(DateTimeOffset now) => new()
    {
        ["name"] = "Template",
        ["messageMedium"] = "Email",
        ["messageTypeId"] = 1,
        ["creatorUserId"] = Owner,
        ["createdAt"] = now,
        ["updatedAt"] = now,
    };

    /// <summary>Gives the draft of a journey the members that each has.</summary>
    public static void CompleteDraft(JObject journey, JObject draft)
    {
        foreach (var name in (string[])["id", "name", "createdAt", "updatedAt", "creatorUserId"])
            draft.TryAdd(name, journey[name]?.DeepClone());
    }

    /// <summary>Makes a campaign; every one has a template, which need not be there to be read.</summary>
    public static object Campaign(DateTimeOffset now, long templateId) => new
    {
        name = "Campaign",
        templateId,
        type = "Triggered",
        campaignState = "Running",
        messageMedium = "Email",
        createdByUserId = Owner,
        createdAt = now,
        updatedAt = now,
    };

    public static object Journey(DateTimeOffset now) => new
    {
        name = "Journey",
        enabled = true,
        isArchived = false,
        journeyType = "Published",
        creatorUserId = Owner,
        createdAt = now,
        updatedAt = now,
    };

    public static object Experiment(DateTimeOffset now) => new
    {
        name = "Experiment",
        status = "running",
        channelType = "email",
        experimentType = "SubjectLine",
        allocationMode = "even_split",
        creationDate = now,
        author = Owner,
    };

    public static object Webhook() => new
    {
        endpoint = "https://example.com/iterable",
        authType = "NoAuth",
        enabled = true,
        blastSendEnabled = true,
        triggeredSendEnabled = true,
    };
}
