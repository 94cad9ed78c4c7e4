using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>What an export is asked for. The start of the window is inclusive, its end exclusive; ranges are days of UTC.</summary>
internal sealed class ExportQuery
{
    private readonly IReadOnlyList<IExportRows> _sources;
    private readonly DateTimeOffset _start;
    private readonly DateTimeOffset _end;
    private readonly HashSet<string> _only;
    private readonly HashSet<string> _omit;
    private readonly long? _campaignId;

    private ExportQuery(ApiCall call)
    {
        _sources = ExportRows.Of(call.State, DataType(call));
        (_start, _end) = Window(call.Parameters, call.State.Now);
        _only = Fields(call.Parameters.Texts("onlyFields"));
        _omit = Fields([.. call.Parameters.Texts("omitFields").SelectMany(names => names.Split(','))]);
        _campaignId = call.Parameters.Integer("campaignId");
    }

    /// <exception cref="Refusal">The parameters contradict each other, or name a data type the service does not know any more.</exception>
    public static ExportQuery Read(ApiCall call) => new(call);

    /// <summary>The records, ready to be written. They can be gone through again, and after the lock is left.</summary>
    public IEnumerable<JObject> Rows => _sources.SelectMany(Selected).Select(columns => ExportRows.Written(columns));

    /// <summary>The columns of all the records; none when there is no record.</summary>
    public IReadOnlyList<string> Columns() => _sources
        .SelectMany(source => source.Columns is { } known
            ? known.Where(column => IsSelected(column) && Selected(source).Any())
            : Selected(source).SelectMany(row => row.Properties()).Select(column => column.Name))
        .Distinct(StringComparer.Ordinal)
        .ToArray();

    private static string DataType(ApiCall call)
    {
        var dataType = call.Parameters.Text("dataTypeName")!;
        var schema = call.Operation.Parameters.First(parameter => parameter.Name == "dataTypeName").Schema;
        return schema.DeprecatedValues.ContainsKey(dataType)
            ? throw Refusal.BadParams($"Invalid value for dataTypeName: {dataType}. {(string?)schema.DeprecatedValues[dataType]}")
            : dataType;
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Window(ParameterValues parameters, DateTimeOffset now)
    {
        var (start, end) = (parameters.Time("startDateTime"), parameters.Time("endDateTime"));
        if (start is null != end is null)
            throw Refusal.BadParams($"Missing required parameter: {(start is null ? "startDateTime" : "endDateTime")}");
        if (start is { } from && end is { } to)
            return from < to ? (from, to) : throw Refusal.BadParams("Invalid value for endDateTime: not after startDateTime");

        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return parameters.Text("range") switch
        {
            "All" => (DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
            "BeforeToday" => (DateTimeOffset.MinValue, today),
            "Yesterday" => (today.AddDays(-1), today),
            _ => (today, today.AddDays(1)),
        };
    }

    private static HashSet<string> Fields(IReadOnlyList<string> names) => new(names.Select(name => name.Trim()), StringComparer.Ordinal);

    private IEnumerable<JObject> Selected(IExportRows source) => source.Between(_start, _end)
        .Where(row => _campaignId is null || (long?)row.Columns["campaignId"] == _campaignId)
        .Select(row => Selected(row.Columns));

    private JObject Selected(JObject columns) => _only.Count == 0 && _omit.Count == 0
        ? columns
        : new JObject(columns.Properties().Where(column => IsSelected(column.Name)));

    private bool IsSelected(string column) => (_only.Count == 0 || _only.Contains(column)) && !_omit.Contains(column);
}
