using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Metrics by campaign or by experiment. The columns are those of the rows that are asked for, so they vary.</summary>
internal sealed class MetricsTable(string idColumn)
{
    private readonly List<(long Id, long? CampaignId, JObject Columns)> _rows = [];

    public void Add(long id, long? campaignId, JObject columns) => _rows.Add((id, campaignId, columns));

    /// <summary>The rows of the ids, or of the campaigns; all rows when neither is given.</summary>
    public IReadOnlyList<JObject> Select(IReadOnlyCollection<long> ids, IReadOnlyCollection<long> campaignIds) =>
    [
        .. from row in _rows
           where (ids.Count == 0 && campaignIds.Count == 0) || ids.Contains(row.Id) || (row.CampaignId is { } campaign && campaignIds.Contains(campaign))
           select Row(row.Id, row.Columns),
    ];

    /// <summary>What a table without rows has: the column of the id.</summary>
    public string Header => idColumn;

    private JObject Row(long id, JObject columns)
    {
        var row = new JObject { [idColumn] = id };
        row.Merge(columns);
        return row;
    }
}
