using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Mapping;

/// <summary>The members that a kind of record has, by their names on the wire.</summary>
internal sealed class RecordShape
{
    private readonly Dictionary<string, Type> _members;

    /// <param name="members">The members with their types.</param>
    /// <param name="fields">The member for all that is no member; null where there is none.</param>
    /// <param name="identifiers">The paths of the members that say whom or what a record is about. The last part of each stands for it.</param>
    public RecordShape(IEnumerable<KeyValuePair<string, Type>> members, string? fields, params string[] identifiers) =>
        (_members, Fields, Identifiers) = (new Dictionary<string, Type>(members, StringComparer.Ordinal), fields, identifiers);

    /// <summary>The shape of a model.</summary>
    public static RecordShape Of<TRecord>(params string[] identifiers)
        where TRecord : IterableModel
    {
        var members = MembersOf(typeof(TRecord));
        return new RecordShape(members, members.ContainsKey("dataFields") ? "dataFields" : null, identifiers);
    }

    public string? Fields { get; }

    public IReadOnlyList<string> Identifiers { get; }

    public IEnumerable<string> Members => _members.Keys;

    /// <summary>The members that are times.</summary>
    public IEnumerable<string> Times => _members.Where(member => (Nullable.GetUnderlyingType(member.Value) ?? member.Value) == typeof(DateTimeOffset)).Select(member => member.Key);

    /// <summary>The path of what a column is called, or said to be; null where there is no place for it. The exact name wins over one that differs in case.</summary>
    public IReadOnlyList<string>? PathOf(string name, bool hasPaths)
    {
        if (_members.ContainsKey(name))
            return [name];
        if (Identifiers.FirstOrDefault(identifier => identifier.EndsWith($".{name}", StringComparison.OrdinalIgnoreCase)) is { } identifier)
            return identifier.Split('.');

        string[] path = hasPaths ? name.Split('.') : [name];
        if (path.Contains(""))
            return null;
        if (Member(path[0]) is { } member)
            return path.Length == 1 || _members[member] == typeof(JObject) || MembersOf(_members[member]).Count > 0 ? [member, .. path[1..]] : null;

        return Fields is null ? null : [Fields, .. path];
    }

    /// <summary>The type of a member; null where it can hold anything.</summary>
    public string? TypeOf(IReadOnlyList<string> path)
    {
        Type? type = null;
        IReadOnlyDictionary<string, Type> members = _members;
        foreach (var name in path)
        {
            if (!members.TryGetValue(name, out type))
                return null;
            members = MembersOf(type);
        }

        type = Nullable.GetUnderlyingType(type!) ?? type;
        return type == typeof(string) || type == typeof(DateTimeOffset) ? null
            : type == typeof(bool) ? "boolean"
            : type == typeof(long) || type == typeof(int) ? "long"
            : type == typeof(double) || type == typeof(decimal) ? "double"
            : type == typeof(IList<long>) ? "list"
            : "json";
    }

    private string? Member(string name) =>
        _members.ContainsKey(name) ? name : _members.Keys.FirstOrDefault(member => member.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, Type> MembersOf(Type type) => typeof(IterableModel).IsAssignableFrom(type)
        ? (from property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let name = property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName
           where name is not null
           select KeyValuePair.Create(name, property.PropertyType)).ToDictionary()
        : [];
}
