using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Normalising;

/// <summary>Clears <c>required</c> in what only responses use: a reader must not throw because the service leaves a member out.</summary>
internal static class RequiredMembers
{
    public static void Apply(JObject document)
    {
        var sent = ReachableFromRequests(document);
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

    private static HashSet<string> ReachableFromRequests(JObject document)
    {
        var reached = new HashSet<string>();
        var next = new Queue<JToken>(document.AllParameterEntries()
            .Concat(document.AllOperations().Select(operation => operation.Definition["requestBody"]).OfType<JObject>()));
        while (next.TryDequeue(out var token))
        {
            foreach (var reference in token.AllReferences().Select(reference => (string)reference.Value!))
            {
                if (reached.Add(reference) && document.Resolve(reference) is { } target)
                    next.Enqueue(target);
            }
        }

        return reached;
    }
}
