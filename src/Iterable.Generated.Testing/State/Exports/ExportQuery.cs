using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>What an export is asked for. The start of the window is inclusive, its end exclusive.</summary>
internal sealed class ExportQuery
{
    private readonly IReadOnlyList<IExportRows> _sources;
    private readonly ExportPeriod _period;
    private readonly HashSet<string> _only;
    private readonly HashSet<string> _omit;
    private readonly long? _campaignId;

    /// <summary>Asks for what a project has now: later additions have no part in it.</summary>
    public ExportQuery(ProjectState state, string dataType, ExportPeriod period, IEnumerable<string> only, IEnumerable<string> omit, long? campaignId)
    {
        _sources = ExportRows.Of(state, dataType);
        _period = period;
        _only = Names(only);
        _omit = Names(omit);
        _campaignId = campaignId;
    }

    /// <summary>The records, ready to be written. They can be gone through again, and after the lock is left.</summary>
    public IEnumerable<JObject> Rows => RowsFrom(default).Select(row => row.Row);

    /// <summary>The records from a place on, each with the place after it.</summary>
    public IEnumerable<(ExportPosition Next, JObject Row)> RowsFrom(ExportPosition position)
    {
        for (var source = position.Source; source < _sources.Count; source++)
        {
            var at = source == position.Source ? position.Row : 0;
            foreach (var row in _sources[source].Between(_period.Start, _period.End, at))
            {
                at++;
                if (IsWanted(row))
                    yield return (new ExportPosition(source, at), ExportRows.Written(Selected(row.Columns)));
            }
        }
    }

    /// <summary>The columns of all the records; none when there is no record.</summary>
    public IReadOnlyList<string> Columns() => _sources
        .SelectMany(source => source.Columns is { } known
            ? known.Where(column => IsSelected(column) && Wanted(source).Any())
            : Wanted(source).SelectMany(row => row.Columns.Properties()).Select(column => column.Name).Where(IsSelected))
        .Distinct(StringComparer.Ordinal)
        .ToArray();

    private static HashSet<string> Names(IEnumerable<string> names) => new(names.Select(name => name.Trim()), StringComparer.Ordinal);

    private IEnumerable<ExportRow> Wanted(IExportRows source) => source.Between(_period.Start, _period.End).Where(IsWanted);

    private bool IsWanted(ExportRow row) => _campaignId is null || (long?)row.Columns["campaignId"] == _campaignId;

    private JObject Selected(JObject columns) => _only.Count == 0 && _omit.Count == 0
        ? columns
        : new JObject(columns.Properties().Where(column => IsSelected(column.Name)));

    private bool IsSelected(string column) => (_only.Count == 0 || _only.Contains(column)) && !_omit.Contains(column);
}
