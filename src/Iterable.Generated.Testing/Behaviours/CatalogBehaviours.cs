using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Catalogs and their items. The service creates a catalog in its web application or by a call of its own, not with an item.</summary>
internal static class CatalogBehaviours
{
    private const int MaxValueBytes = 30 * 1024;

    public static void Register(BehaviourTable table)
    {
        table.Absent("getCatalog");
        table.On("deleteCatalog", Delete);
        table.On("listCatalogItems", List);
        table.On("createOrReplaceCatalogItem", Put);
        table.On("deleteCatalogItem", DeleteItem);
    }

    private static Answer Delete(ApiCall call)
    {
        call.State.Catalogs.Remove(Find(call).Name);
        return call.Success();
    }

    private static Answer List(ApiCall call)
    {
        var catalog = Find(call);
        var orderBy = call.Parameters.Text("orderBy");
        var sorted = catalog.Items.Values.OrderBy(item => orderBy is null ? null : item.Value[orderBy], FieldOrder.Instance);
        var items = sorted.ThenBy(item => item.ItemId, StringComparer.Ordinal).Select(item => Item(catalog, item)).ToList();
        // Without a field to sort by, the items stand in the order of their ids.
        if (orderBy is not null && call.Parameters.Flag("sortAscending") != true)
            items.Reverse();
        return call.Json(Paging.Page(call, "catalogItemsWithProperties", "totalItemsCount", items));
    }

    private static Answer Put(ApiCall call)
    {
        var catalog = Find(call);
        var id = call.Parameters.Text("itemId")!;
        var value = (JObject)call.Body["value"]!.DeepClone();
        if (Size(value) > MaxValueBytes)
            throw Refusal.BadParams($"Invalid value for value: larger than {MaxValueBytes} bytes");
        if (value.Properties().FirstOrDefault(field => field.Name.Contains('.')) is { } dotted)
            throw Refusal.BadParams($"Invalid value for value: the field name {dotted.Name} has a period");

        catalog.Items[id] = new CatalogItemRecord(id, value, call.State.Now);
        return call.Accepted();
    }

    private static Answer DeleteItem(ApiCall call)
    {
        var id = call.Parameters.Text("itemId")!;
        return Find(call).Items.Remove(id) ? call.Accepted() : throw Refusal.NotFound($"No item {id} in this catalog");
    }

    private static CatalogRecord Find(ApiCall call)
    {
        var name = call.Parameters.Text("catalogName")!;
        return call.State.Catalogs.Find(name) ?? throw Refusal.NotFound($"No catalog {name} in project {call.State.ProjectId}");
    }

    private static JObject Item(CatalogRecord catalog, CatalogItemRecord item) => new()
    {
        ["catalogName"] = catalog.Name,
        ["itemId"] = item.ItemId,
        ["lastModified"] = item.LastModified,
        ["size"] = Size(item.Value),
        ["value"] = item.Value.DeepClone(),
    };

    private static int Size(JObject value) => Encoding.UTF8.GetByteCount(value.ToString(Formatting.None));
}
