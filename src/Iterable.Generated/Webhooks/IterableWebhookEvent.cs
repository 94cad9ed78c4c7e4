using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <content>Reading, and what an event says in one of several places.</content>
public sealed partial class IterableWebhookEvent
{
    private const string PlaceholderDomain = "@placeholder.email";

    /// <summary>What happened. Empty where the event does not say; a kind that is not listed is as it came.</summary>
    [JsonIgnore]
    public WebhookEventKind Kind => EventName is { Value.Length: > 0 } name ? name : EventTitle ?? default;

    /// <summary>When it happened; <see langword="null" /> where the event does not say, or in no form of a time.</summary>
    [JsonIgnore]
    public DateTimeOffset? CreatedAt => DataFields?.CreatedAt;

    /// <summary>The e-mail address of the user; <see langword="null" /> where there is none, or only the placeholder that Iterable makes for users who are known by user id alone.</summary>
    [JsonIgnore]
    public string? UserEmail => Address(Email) ?? Address(DataFields?.Email);

    /// <summary>
    /// What tells this event from others, to know by that it was delivered before: a hash, which holds no data. <see langword="null" /> where the event does not say when it
    /// happened: two of these cannot be told apart.
    /// </summary>
    /// <remarks>
    /// Iterable sends no id of an event. Taken for one are kind, user, message, time, and what was clicked, left or written (which of an event's members identify it is inferred); without a
    /// message, the whole event. An event that was written by this package and read again has the same where its time is in whole seconds, which is how times are written: keep
    /// the key, or the body as it came.
    /// </remarks>
    [JsonIgnore]
    public string? DuplicateKey
    {
        get
        {
            JToken? time = CreatedAt is { } created ? created.UtcTicks : DataFields?.TryGetAdditional("createdAt");
            if (time is null or { Type: JTokenType.Null })
                return null;

            var rest = DataFields?.MessageId is null ? Sorted(IterableJson.TryParseObject(ToJson())) : null;
            JArray parts = [Kind.Value, Email ?? DataFields?.Email, UserId ?? DataFields?.UserId, DataFields?.MessageId, time, About(DataFields), rest ?? JValue.CreateNull()];
            using var hash = SHA256.Create();
            return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(parts.ToString(Formatting.None)))).Replace("-", "").ToLowerInvariant();
        }
    }

    /// <summary>Reads an event out of the body of a request, or of a message that holds one.</summary>
    /// <param name="json">A JSON object in UTF-8.</param>
    /// <returns>The event. What is unknown, or does not fit its member, is in <see cref="IterableModel.AdditionalProperties" />.</returns>
    /// <exception cref="FormatException">It is no JSON object, or has a number that nothing can hold. The message says where, and holds nothing of it.</exception>
    public static IterableWebhookEvent Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return IterableJson.DeserializeAsItIs<IterableWebhookEvent>(json);
        }
        catch (UnreadableJsonException e)
        {
            throw new FormatException($"The event of a webhook cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads an event out of a stream, to its end. How long that may be is for the caller to say.</summary>
    /// <param name="json">A JSON object in UTF-8. It stays open.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The event. What is unknown, or does not fit its member, is in <see cref="IterableModel.AdditionalProperties" />.</returns>
    /// <exception cref="FormatException">It is no JSON object, or has a number that nothing can hold. The message says where, and holds nothing of it.</exception>
    public static async Task<IterableWebhookEvent> ParseAsync(Stream json, CancellationToken cancellationToken = default)
    {
        if (json is null)
            throw new ArgumentNullException(nameof(json));

        using var body = new MemoryStream();
        await json.CopyToAsync(body, 81920, cancellationToken).ConfigureAwait(false);
        return Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    // Times are whole seconds: in one of them a user can click two links of a message, or leave two channels by it.
    private static JArray About(WebhookEventFields? fields)
    {
        JArray clicked = [fields?.Url, fields?.ClickedUrl, fields?.LinkUrl, fields?.LinkId, fields?.HrefIndex, fields?.EmbeddedButtonId, fields?.EmbeddedTargetUrl];
        JArray left = [Ids(fields?.EmailListIds), Ids(fields?.ChannelIds), Ids(fields?.MessageTypeIds)];
        JArray about = [clicked, left, fields?.SmsMessage, fields?.WhatsAppBodyField];
        return about;
    }

    private static JToken Ids(IList<long>? ids) => ids is null ? JValue.CreateNull() : new JArray(ids);

    private static string? Address(string? email) =>
        string.IsNullOrWhiteSpace(email) || email!.TrimEnd().EndsWith(PlaceholderDomain, StringComparison.OrdinalIgnoreCase) ? null : email;

    // The same event may be written with its members in another order.
    private static JToken? Sorted(JToken? json) => json switch
    {
        JObject members => new JObject(members.Properties().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => new JProperty(member.Name, Sorted(member.Value)))),
        JArray items => new JArray(items.Select(Sorted)),
        _ => json,
    };
}
