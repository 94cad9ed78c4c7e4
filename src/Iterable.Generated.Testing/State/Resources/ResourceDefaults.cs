namespace Iterable.Generated.Testing;

/// <summary>The members that a thing gets where a test leaves them out.</summary>
internal static class ResourceDefaults
{
    public static object Campaign(DateTimeOffset now) => new
    {
        name = "Campaign",
        type = "Triggered",
        campaignState = "Running",
        messageMedium = "Email",
        createdAt = now,
        updatedAt = now,
    };

    public static object Journey(DateTimeOffset now) => new
    {
        name = "Journey",
        enabled = true,
        isArchived = false,
        journeyType = "Published",
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
