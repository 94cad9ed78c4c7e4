using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>An item of a catalog to write in bulk.</summary>
public sealed class BulkCatalogItem
{
    /// <summary>Makes an item.</summary>
    /// <param name="itemId">Its id: letters, digits and dashes, at most 255 characters. Upper and lower case differ.</param>
    /// <param name="fields">Its fields, at most 30 kB as JSON. Names must not hold periods. <see cref="DataFields.From" /> makes them of any object.</param>
    public BulkCatalogItem(string itemId, JObject fields)
    {
        ItemId = itemId ?? throw new ArgumentNullException(nameof(itemId));
        Fields = fields ?? throw new ArgumentNullException(nameof(fields));
    }

    /// <summary>The id of the item within its catalog.</summary>
    public string ItemId { get; }

    /// <summary>What to write.</summary>
    public JObject Fields { get; }
}
