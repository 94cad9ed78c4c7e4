using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Normalising;

/// <summary>Clears <c>required</c> in what only responses use: a reader must not throw because the service leaves a member out.</summary>
internal static class RequiredMembers
{
    public static void Apply(JObject document)
    {
        var sent = document.SentReferences();
        foreach (var site in document.AllSchemas())
        {
            var root = site;
            while (root.Owner is not null)
                root = root.Owner;

            var isSent = root.Role is SchemaRole.RequestBody or SchemaRole.Parameter
                || (root.Role is SchemaRole.Component && sent.Contains(References.Pointer("schemas", root.Name)));
            if (!isSent)
                site.Schema.Remove("required");
        }
    }
}
