using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// A template has content for its own locale beside its name and ids, and content for others in the member <c>locales</c>, by locale.
/// </summary>
internal static class TemplateContents
{
    private const string Locales = "locales";

    /// <summary>What a template has once, whatever the locale of its content.</summary>
    private static readonly HashSet<string> Shared =
        ["templateId", "name", "clientTemplateId", "campaignId", "messageTypeId", "creatorUserId", "createdAt", "updatedAt", "messageMedium", "templateType"];

    /// <summary>What a caller sends back because it was read, and cannot change.</summary>
    private static readonly HashSet<string> Fixed = ["templateId", "campaignId", "createdAt", "updatedAt", "metadata", "locale", Locales];

    /// <summary>A template with its content in one locale, or <see langword="null" /> when it has none for it.</summary>
    public static JObject? Read(JObject template, string? locale)
    {
        var result = (JObject)template.DeepClone();
        result.Remove(Locales);
        if (IsOwn(template, locale))
            return result;
        if (template[Locales]?[locale!] is not JObject content)
            return null;

        foreach (var name in result.Properties().Select(member => member.Name).Where(name => !Shared.Contains(name)).ToArray())
            result.Remove(name);
        foreach (var (name, value) in content)
            result[name] = value!.DeepClone();
        result["locale"] = locale;
        return result;
    }

    /// <summary>Writes what is set, into the content of the locale that the members name.</summary>
    public static void Write(JObject template, JObject members, DateTimeOffset now)
    {
        var content = Content(template, (string?)members["locale"]);
        foreach (var (name, value) in members)
        {
            if (!Fixed.Contains(name) && value is { Type: not JTokenType.Null })
                (Shared.Contains(name) ? template : content)[name] = value.DeepClone();
        }

        template["updatedAt"] = now;
    }

    /// <summary>The locales that a template names.</summary>
    public static IEnumerable<string> Of(JObject template) =>
        (template[Locales] as JObject ?? []).Properties().Select(content => content.Name)
            .Prepend((string?)template["locale"])
            .Where(locale => !string.IsNullOrEmpty(locale))!;

    private static JObject Content(JObject template, string? locale)
    {
        if (IsOwn(template, locale))
            return template;
        if (template[Locales] is not JObject contents)
            template[Locales] = contents = [];
        if (contents[locale!] is not JObject content)
            contents[locale!] = content = [];
        return content;
    }

    private static bool IsOwn(JObject template, string? locale) => string.IsNullOrEmpty(locale) || locale == (string?)template["locale"];
}
