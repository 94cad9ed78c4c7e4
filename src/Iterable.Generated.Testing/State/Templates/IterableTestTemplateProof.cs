using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A proof of a template that was sent to a user.</summary>
public sealed class IterableTestTemplateProof
{
    private readonly JObject _dataFields;

    internal IterableTestTemplateProof(string medium, UserRecord user, DateTimeOffset createdAt, JObject source)
    {
        (Medium, User, CreatedAt) = (medium, user, createdAt);
        TemplateId = (long)source["templateId"]!;
        Locale = (string?)source["locale"];
        _dataFields = source["dataFields"] as JObject ?? [];
    }

    /// <summary>What the template is of: <c>Email</c>, <c>Push</c>, <c>SMS</c> or <c>InApp</c>.</summary>
    public string Medium { get; }

    /// <summary>The template.</summary>
    public long TemplateId { get; }

    /// <summary>The locale that was asked for, or <see langword="null" />.</summary>
    public string? Locale { get; }

    /// <summary>The e-mail address of the recipient, or <see langword="null" /> for a user without one.</summary>
    public string? Email => User.Email;

    /// <summary>The userId of the recipient, or <see langword="null" />.</summary>
    public string? UserId => User.UserId;

    /// <summary>When the server received the call.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The data the proof was made with. A copy.</summary>
    public JObject DataFields => (JObject)_dataFields.DeepClone();

    internal UserRecord User { get => field.Current; }

    /// <summary>The proof in words.</summary>
    /// <returns>Medium, template, recipient and data.</returns>
    public override string ToString() =>
        $"{Medium} template {TemplateId} to {Email ?? UserId} {_dataFields.ToString(Newtonsoft.Json.Formatting.None)}";
}
