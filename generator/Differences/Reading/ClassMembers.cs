using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Reading;

/// <summary>A member of a class.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Schema">What it holds.</param>
/// <param name="IsRequired">True when the schema requires it.</param>
internal sealed record ClassMember(string Name, SchemaView Schema, bool IsRequired);

/// <summary>The members of a class: its own, and those of the models that its <c>allOf</c> names.</summary>
internal sealed class ClassMembers
{
    private readonly Dictionary<string, ClassMember> _own = [];
    private readonly Dictionary<string, ClassMembers> _bases = [];

    /// <summary>The members that the schema itself describes, by their names.</summary>
    public IReadOnlyDictionary<string, ClassMember> Own => _own;

    /// <summary>The models that the schema is composed of.</summary>
    public IReadOnlyCollection<string> Bases => _bases.Keys;

    public static ClassMembers Of(ApiDocument document, JObject schema) => Of(document, schema, [schema]);

    /// <summary>True when the class has the member from one of those models.</summary>
    public bool Inherits(string member) =>
        _bases.Values.Any(model => model.Own.ContainsKey(member) || model.Inherits(member));

    private static ClassMembers Of(ApiDocument document, JObject schema, HashSet<JObject> around)
    {
        var members = new ClassMembers();
        members.Add(document, schema, around);
        return members;
    }

    private void Add(ApiDocument document, JObject schema, HashSet<JObject> around)
    {
        var required = schema["required"].Texts();
        foreach (var (name, property) in schema["properties"].Objects())
            _own[name] = new(name, new(document, property), required.Contains(name));
        foreach (var part in (schema["allOf"] as JArray ?? []).OfType<JObject>().Select(part => new SchemaView(document, part)))
        {
            // A part that leads back to what it is a part of adds nothing.
            if (!around.Add(part.Schema))
                continue;
            if (part.Name is { } name)
                _bases[name] = Of(document, part.Schema, around);
            else
                Add(document, part.Schema, around);
            around.Remove(part.Schema);
        }

        // A list of required members can stand beside the parts that describe them.
        foreach (var name in required.Where(_own.ContainsKey))
            _own[name] = _own[name] with { IsRequired = true };
    }
}
