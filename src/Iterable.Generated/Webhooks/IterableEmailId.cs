using System.Globalization;

namespace Iterable.Generated;

/// <summary>What stands in <see cref="WebhookEventFields.EmailId" />, taken apart: <c>c59667:t93849:ada@example.com</c>.</summary>
public readonly struct IterableEmailId
{
    private IterableEmailId(long campaignId, long templateId, string email)
    {
        CampaignId = campaignId;
        TemplateId = templateId;
        Email = email;
    }

    /// <summary>Id of the campaign.</summary>
    public long CampaignId { get; }

    /// <summary>Id of the template.</summary>
    public long TemplateId { get; }

    /// <summary>The address that the e-mail went to.</summary>
    public string Email { get; }

    /// <summary>Takes an id apart.</summary>
    /// <param name="text">The id; may be <see langword="null" />.</param>
    /// <param name="emailId">Its parts.</param>
    /// <returns>Whether it has the three parts.</returns>
    public static bool TryParse(string? text, out IterableEmailId emailId)
    {
        emailId = default;
        var parts = (text ?? "").Split([':'], 3);
        if (parts.Length < 3 || parts[2].Length == 0 || !TryRead(parts[0], 'c', out var campaign) || !TryRead(parts[1], 't', out var template))
            return false;

        emailId = new(campaign, template, parts[2]);
        return true;
    }

    private static bool TryRead(string part, char letter, out long id)
    {
        id = 0;
        return part.Length > 1 && part[0] == letter && long.TryParse(part.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
