using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The form in which records are written: lines of JSON, or of CSV under a header.</summary>
internal sealed class ExportText
{
    private readonly IReadOnlyList<string>? _columns;
    private readonly char _delimiter;

    private ExportText(IReadOnlyList<string>? columns, char delimiter) => (_columns, _delimiter) = (columns, delimiter);

    /// <summary>One JSON object a line.</summary>
    public static ExportText Ndjson { get; } = new(null, ',');

    public string ContentType => _columns is null ? "application/x-json-stream" : "text/csv";

    /// <summary>How names of files in this form end.</summary>
    public string Extension => _columns is null ? "json" : "csv";

    /// <summary>What comes before the first record; an export without records has no header either.</summary>
    public string Header => _columns is null or { Count: 0 } ? "" : CsvText.Line(_columns, _delimiter);

    public int HeaderLength => Encoding.UTF8.GetByteCount(Header);

    /// <summary>A table with the columns of all records.</summary>
    /// <exception cref="Refusal">The delimiter is not one character.</exception>
    public static ExportText Csv(ExportQuery query, string? delimiter) => delimiter is null or { Length: 1 }
        ? new ExportText(query.Columns(), delimiter?[0] ?? ',')
        : throw Refusal.BadParams($"Invalid value for delimiter: expected one character, found \"{delimiter}\"");

    public string Line(JObject row) => _columns switch
    {
        null => row.ToString(Formatting.None) + "\n",
        { Count: 0 } => "",
        _ => CsvText.Row(_columns, row, _delimiter),
    };

    /// <summary>Header and records, one piece at a time.</summary>
    public IEnumerable<string> Write(IEnumerable<JObject> rows)
    {
        yield return Header;
        foreach (var row in rows)
            yield return Line(row);
    }
}
