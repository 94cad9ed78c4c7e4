using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Catalogs and the types of their fields. The service creates a catalog in its web application or by a call of its own, not with an item.</summary>
internal static partial class CatalogBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.Absent("getCatalog");
        table.On("listCatalogs", List);
        table.On("createCatalog", Create);
        table.On("deleteCatalog", Delete);
        table.On("getCatalogFieldMappings", GetFieldMappings);
        table.On("updateCatalogFieldMappings", UpdateFieldMappings);
    }

    /// <exception cref="Refusal">There is no such catalog.</exception>
    public static CatalogRecord Find(ApiCall call) =>
        call.State.Catalogs.Find(Name(call)) ?? throw Refusal.CatalogNotFound(
            $"No catalog {Name(call)} in project {call.State.ProjectId}",
            new JObject { ["catalogName"] = Name(call), ["projectId"] = call.State.ProjectId });

    /// <summary>Whether a text can be the name of a catalog or the id of an item.</summary>
    public static bool IsName(string text) => text.Length <= 255 && NamePattern().IsMatch(text);

    private static Answer List(ApiCall call)
    {
        var names = call.State.Catalogs.All.Select(catalog => catalog.Name).Order(StringComparer.OrdinalIgnoreCase);
        return call.Json(Paging.Page(call, "catalogNames", "totalCatalogsCount", [.. names.Select(name => new JObject { ["name"] = name })]));
    }

    private static Answer Create(ApiCall call)
    {
        var name = Name(call);
        if (!IsName(name))
            throw Refusal.BadParams("Invalid value for catalogName: expected at most 255 letters, digits and dashes");
        if (call.State.Catalogs.Find(name) is not null)
            throw Refusal.BadParams($"Invalid value for catalogName: there is a catalog {name}");

        call.State.Catalogs.GetOrAdd(name);
        return call.Success(status: 201);
    }

    private static Answer Delete(ApiCall call)
    {
        call.State.Catalogs.Remove(Find(call).Name);
        return call.Success();
    }

    private static Answer GetFieldMappings(ApiCall call)
    {
        var catalog = Find(call);
        var fields = catalog.Items.Values.SelectMany(item => item.Value.Properties()).Select(field => field.Name).Distinct();
        return call.Json(new JObject
        {
            ["definedMappings"] = JObject.FromObject(catalog.FieldTypes),
            ["undefinedFields"] = new JArray(fields.Except(catalog.FieldTypes.Keys).Order(StringComparer.Ordinal)),
        });
    }

    private static Answer UpdateFieldMappings(ApiCall call)
    {
        var catalog = Find(call);
        var updates = Flat(call.Body["mappingsUpdates"], "").ToArray();
        foreach (var (field, type) in updates)
        {
            if (catalog.FieldTypes.TryGetValue(field, out var present) && present != type)
                throw Refusal.BadParams($"Invalid value for mappingsUpdates: the field {field} is of type {present}, which cannot be changed");
        }

        foreach (var (field, type) in updates)
            catalog.FieldTypes[field] = type;
        return call.Success();
    }

    private static IEnumerable<(string Field, string Type)> Flat(JToken? definitions, string parent)
    {
        foreach (var definition in definitions?.OfType<JObject>() ?? [])
        {
            var field = parent + (string)definition["fieldName"]!;
            yield return (field, (string)definition["fieldType"]!);
            foreach (var child in Flat(definition["children"], field + "."))
                yield return child;
        }
    }

    private static string Name(ApiCall call) => call.Parameters.Text("catalogName")!;

    [GeneratedRegex("^[A-Za-z0-9-]+$")]
    private static partial Regex NamePattern();
}
