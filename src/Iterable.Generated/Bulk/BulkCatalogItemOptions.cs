namespace Iterable.Generated;

/// <summary>How items of a catalog are written in bulk.</summary>
public sealed class BulkCatalogItemOptions : BulkOptions
{
    /// <inheritdoc cref="BulkUpdateCatalogItemsRequest.ReplaceUploadedFieldsOnly" />
    /// <value>The default is <see langword="false" />: an item is replaced as a whole.</value>
    public bool ReplaceUploadedFieldsOnly { get; set; }
}
