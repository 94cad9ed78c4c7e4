using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Takes the key and the token of a call out of what came back for it: the service has been seen to repeat all headers of a request,
/// the key among them, in the message of a refusal.
/// </summary>
internal readonly struct Redaction
{
    private const string Hidden = "***";

    private readonly string[] _secrets;

    public Redaction(string? key, string? token)
    {
        var secrets = new[] { key, token }.Where(secret => !string.IsNullOrEmpty(secret)).Select(secret => secret!).ToList();

        // As a text of JSON has it, too, which the body is.
        secrets.AddRange(secrets.ConvertAll(secret => JsonConvert.ToString(secret).Trim('"')));
        _secrets = [.. secrets.Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];
    }

    public string? Hide(string? text)
    {
        foreach (var secret in text is null ? [] : _secrets ?? [])
            text = text!.Replace(secret, Hidden);

        return text;
    }

    /// <summary>A copy with the names and texts of all levels gone through.</summary>
    public JObject? Hide(JObject? json) => (JObject?)Copy(json);

    private JToken? Copy(JToken? token)
    {
        switch (token)
        {
            case JObject members:
                var copy = new JObject();
                foreach (var member in members.Properties())
                    copy[Hide(member.Name)!] = Copy(member.Value);
                return copy;
            case JArray items:
                return new JArray(items.Select(Copy));
            case JValue { Value: string text }:
                return Hide(text);
            default:
                return token?.DeepClone();
        }
    }
}
