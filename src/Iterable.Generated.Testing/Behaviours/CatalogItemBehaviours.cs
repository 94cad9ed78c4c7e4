using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The items of catalogs, one at a time and in bulk. A bulk call is checked as a whole before any of it takes effect.</summary>
internal static class CatalogItemBehaviours
{
    private const int MaxItems = 1000;

    public static void Register(BehaviourTable table)
    {
        table.On("listCatalogItems", List);
        table.On("getCatalogItem", Get);
        table.On("createOrReplaceCatalogItem", call => WriteOne(call, "value", keepsFields: false));
        table.On("createOrUpdateCatalogItem", call => WriteOne(call, "update", keepsFields: true));
        table.On("deleteCatalogItem", Delete);
        table.On("bulkUpdateCatalogItems", WriteMany);
        table.On("bulkDeleteCatalogItems", DeleteMany);
    }

    private static Answer List(ApiCall call)
    {
        var catalog = CatalogBehaviours.Find(call);
        var orderBy = call.Parameters.Text("orderBy");
        var sorted = catalog.Items.Values.OrderBy(item => orderBy is null ? null : item.Value[orderBy], FieldOrder.Instance);
        var items = sorted.ThenBy(item => item.ItemId, StringComparer.Ordinal).Select(item => Item(catalog, item)).ToList();
        // Without a field to sort by, the items stand in the order of their ids.
        if (orderBy is not null && call.Parameters.Flag("sortAscending") != true)
            items.Reverse();
        return call.Json(Paging.Page(call, "catalogItemsWithProperties", "totalItemsCount", items));
    }

    private static Answer Get(ApiCall call)
    {
        var catalog = CatalogBehaviours.Find(call);
        return catalog.Items.TryGetValue(Id(call), out var item) ? call.Json(Item(catalog, item)) : throw Missing(call);
    }

    private static Answer WriteOne(ApiCall call, string member, bool keepsFields)
    {
        var catalog = CatalogBehaviours.Find(call);
        var fields = (JObject)call.Body[member]!;
        Check(Id(call), fields, member);
        Write(call, catalog, Id(call), fields, keepsFields);
        return call.Accepted();
    }

    private static Answer WriteMany(ApiCall call)
    {
        BulkSize.Check(call);
        var catalog = CatalogBehaviours.Find(call);
        var documents = (JObject)call.Body["documents"]!;
        if (documents.Count > MaxItems)
            throw Refusal.Of(400, "BatchTooLarge", $"More than {MaxItems} items");
        foreach (var (id, fields) in documents)
            Check(id, (JObject)fields!, $"documents.{id}");

        foreach (var (id, fields) in documents)
            Write(call, catalog, id, (JObject)fields!, (bool)call.Body["replaceUploadedFieldsOnly"]!);
        return call.Accepted();
    }

    private static Answer Delete(ApiCall call) => Delete(call, CatalogBehaviours.Find(call), Id(call)) ? call.Accepted() : throw Missing(call);

    private static Answer DeleteMany(ApiCall call)
    {
        BulkSize.Check(call);
        var catalog = CatalogBehaviours.Find(call);
        foreach (var id in call.Body["itemIds"]!)
            Delete(call, catalog, (string)id!);
        return call.Accepted();
    }

    // An item that is not there stays so, which is no effect.
    private static bool Delete(ApiCall call, CatalogRecord catalog, string id)
    {
        if (!catalog.Items.Remove(id))
            return false;

        call.TookEffect([], default, id);
        return true;
    }

    private static void Check(string id, JObject fields, string path)
    {
        if (!CatalogBehaviours.IsName(id))
            throw Refusal.BadParams($"Invalid item id {id}: expected at most 255 letters, digits and dashes");
        StoredValue.Check(fields, path);
        if (fields.Properties().FirstOrDefault(field => field.Name.Contains('.')) is { } dotted)
            throw Refusal.BadParams($"Invalid value for {path}: the field name {dotted.Name} has a period");
    }

    private static void Write(ApiCall call, CatalogRecord catalog, string id, JObject fields, bool keepsFields)
    {
        var value = keepsFields && catalog.Items.TryGetValue(id, out var present) ? (JObject)present.Value.DeepClone() : [];
        foreach (var (name, field) in fields)
            value[name] = field!.DeepClone();
        catalog.Items[id] = new CatalogItemRecord(id, value, call.State.Now);
        call.TookEffect(fields, default, id);
    }

    private static string Id(ApiCall call) => call.Parameters.Text("itemId")!;

    private static Refusal Missing(ApiCall call) => Refusal.NotFound($"No item {Id(call)} in this catalog");

    private static JObject Item(CatalogRecord catalog, CatalogItemRecord item) => new()
    {
        ["catalogName"] = catalog.Name,
        ["itemId"] = item.ItemId,
        ["lastModified"] = item.LastModified,
        ["size"] = StoredValue.Size(item.Value),
        ["value"] = item.Value.DeepClone(),
    };
}
