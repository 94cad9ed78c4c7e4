using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Dialects;

/// <summary>Copies parts of a tree with the places they were read from.</summary>
internal static class Tokens
{
    /// <summary>Copies the members that <paramref name="isCopied"/> names.</summary>
    public static void CopyTo(this JObject from, JObject to, Func<string, bool> isCopied)
    {
        foreach (var member in from.Properties().Where(member => isCopied(member.Name)))
            to.Add(member.DeepClone());
    }

    /// <summary>An object whose members are those of the token, each converted if it is an object; anything else as it is.</summary>
    public static JToken MapMembers(this JToken token, Func<JObject, JToken> convert)
    {
        if (token is not JObject from)
            return token.DeepClone();

        var result = new JObject().WithMark(from.Mark());
        foreach (var member in from.Properties())
        {
            var value = member.Value is JObject o && !IsExtension(member.Name) ? convert(o) : member.Value.DeepClone();
            result.Add(new JProperty(member.Name, value).WithMark(member.Mark()));
        }

        return result;
    }

    /// <summary>True for the name of an extension.</summary>
    public static bool IsExtension(string name) => name.StartsWith("x-", StringComparison.Ordinal);
}
