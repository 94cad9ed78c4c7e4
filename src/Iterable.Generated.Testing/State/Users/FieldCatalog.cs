using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// The data fields of a project and their types: those of user profiles, of purchases, and of each custom event. A field inside another has both names,
/// with a dot between.
/// </summary>
internal sealed class FieldCatalog(long projectId)
{
    /// <summary>The scope of the fields of user profiles, devices and carts included.</summary>
    public const string User = "";

    /// <summary>The scope of the fields of purchases; any other scope is the name of an event.</summary>
    public const string Purchase = "$purchase";

    private readonly Dictionary<string, SortedDictionary<string, string>> _scopes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Of(string scope) =>
        _scopes.TryGetValue(scope, out var fields) ? fields : new SortedDictionary<string, string>();

    /// <summary>Learns new fields and leaves out those that may not be created.</summary>
    public JObject Admit(string scope, JObject values, bool createNewFields, FieldReport report)
    {
        if (!_scopes.TryGetValue(scope, out var known))
            _scopes[scope] = known = new SortedDictionary<string, string>(StringComparer.Ordinal);

        return AdmitObject(values, "");

        JObject AdmitObject(JObject level, string prefix)
        {
            var admitted = new JObject();
            foreach (var (name, value) in level)
            {
                var path = prefix + name;
                if (!known.ContainsKey(path))
                {
                    if (!createNewFields)
                    {
                        report.FilteredOut.Add(path);
                        continue;
                    }

                    if (FieldType.Of(path, value!) is { } type)
                    {
                        known[path] = type;
                        report.Created.Add(path);
                    }
                }

                admitted[name] = HasFields(scope, path, value!) ? AdmitValue(value!, path + ".") : value;
            }

            return admitted;
        }

        JToken AdmitValue(JToken value, string prefix) => value switch
        {
            JObject inner => AdmitObject(inner, prefix),
            JArray items => new JArray(items.Select(item => AdmitValue(item, prefix))),
            _ => value,
        };
    }

    /// <summary>
    /// Refuses a call in which a field has another type than before, or than in an earlier record of the same call that creates it: one such record fails
    /// the whole call.
    /// </summary>
    /// <exception cref="Refusal">A type does not fit.</exception>
    public void CheckTypes(IEnumerable<(string Scope, JObject Values, bool CreatesFields)> records)
    {
        var errors = new JObject();
        var created = new Dictionary<(string Scope, string Name), string>();
        foreach (var (scope, values, creates) in records)
        {
            foreach (var (name, value) in Fields(scope, values))
            {
                if (FieldType.Of(name, value) is not { } incoming)
                    continue;
                if (Of(scope).TryGetValue(name, out var expected) || created.TryGetValue((scope, name), out expected))
                    Compare(errors, $"{(scope == User ? projectId : scope)}:::{name}", scope, expected, incoming, value);
                else if (creates)
                    created.Add((scope, name), incoming);
            }
        }

        if (errors.Count > 0)
        {
            throw Refusal.Of(
                400,
                "RequestFieldsTypesMismatched",
                $"Project {projectId}: The request does not have the same data types as the project for these fields: {string.Join(", ", errors.Properties().Select(error => error.Name))}",
                new JObject { ["validationErrors"] = errors });
        }
    }

    // The fields of custom events have no fields inside.
    private static bool HasFields(string scope, string name, JToken value) => scope is User or Purchase && FieldType.Of(name, value) == "object";

    private static IEnumerable<(string Name, JToken Value)> Fields(string scope, JObject values, string prefix = "")
    {
        foreach (var (name, value) in values)
        {
            var path = prefix + name;
            yield return (path, value!);
            if (!HasFields(scope, path, value!))
                continue;

            foreach (var inner in Objects(value!).SelectMany(item => Fields(scope, item, path + ".")))
                yield return inner;
        }
    }

    private static IEnumerable<JObject> Objects(JToken value) => value is JObject item ? [item] : value.Children().SelectMany(Objects);

    private static void Compare(JObject errors, string key, string scope, string expected, string incoming, JToken value)
    {
        if (FieldType.Fits(expected, incoming))
            return;
        if (errors[key] is not { } error)
            errors[key] = Mismatch(scope, expected, incoming, value);
        else if (error["incomingTypes"] is JArray types && types.All(type => (string?)type != incoming))
            types.Add(incoming);
    }

    private static JObject Mismatch(string scope, string expected, string incoming, JToken value) => new()
    {
        ["incomingTypes"] = new JArray(incoming),
        ["expectedType"] = expected,
        ["category"] = scope switch { User => "user", Purchase => "purchase", _ => "customEvent" },
        ["offendingValue"] = value.DeepClone(),
        ["_type"] = "UnexpectedType",
    };
}
