using System.Reflection;
using System.Text;
using Newtonsoft.Json;

namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>
/// The columns that a table of exported records has, whatever the type of data: what a record of the client has as a single value, by its name on the wire. All else is
/// the rest of a record.
/// </summary>
internal static class KnownColumns
{
    public static IReadOnlyList<KnownColumn> All { get; } =
    [
        .. from property in typeof(ExportedEvent).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let kind = KindOf(property.PropertyType)
           let name = property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName
           where kind is not null && name is not null
           orderby name == "createdAt" ? 0 : 1, name
           select new KnownColumn(name, Encoding.UTF8.GetBytes(name), kind.Value),
    ];

    private static ColumnKind? KindOf(Type type) => Nullable.GetUnderlyingType(type) is { } value
        ? value == typeof(long) ? ColumnKind.Integer : value == typeof(DateTimeOffset) ? ColumnKind.Time : null
        : type == typeof(string) ? ColumnKind.Text : null;
}
