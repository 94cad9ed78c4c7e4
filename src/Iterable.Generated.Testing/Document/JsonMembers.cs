using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Members that are left out where they have no value: the service sends no nulls for them.</summary>
internal static class JsonMembers
{
    public static void SetIfAny(this JObject json, string name, JToken? value)
    {
        // A null string becomes a token of the type string, so that the type alone does not tell.
        if (value is not (null or JValue { Value: null }))
            json[name] = value;
    }
}
