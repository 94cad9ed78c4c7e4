using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>Rows of CSV below a header. An empty field is an absent value.</summary>
internal sealed class CsvRows : RowReader
{
    private readonly Stream _input;
    private readonly string _name;
    private readonly CsvReader _csv;
    private readonly Queue<InputRow> _malformed = new();
    private IReadOnlyList<string>? _columns;

    /// <param name="input">The bytes.</param>
    /// <param name="delimiter">What stands between the fields; null to find it out of the first lines.</param>
    /// <param name="name">The name of the input, for messages.</param>
    public CsvRows(Stream input, char? delimiter, string name)
    {
        (_input, _name) = (input, name);
        _csv = CsvReader.Create(input, new CsvReaderOptions
        {
            Separator = delimiter,
            MaxRecordSize = InputLines.MostBytes,
            IncludeValuesInExceptions = false,
            HasHeader = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = record => _malformed.Enqueue(new InputRow(record.LineNumber, Flaw: RowFlaw.Unreadable($"is no row of CSV ({record.Reason})", record.RawRecord))),
        }, leaveOpen: true);
    }

    public override bool IsText => true;

    public override double? Fraction => PartOf(_input);

    public override async Task<IReadOnlyList<string>?> ReadColumnsAsync(CancellationToken cancellationToken)
    {
        if (_columns is not null)
            return _columns;

        string[] columns = await MoveAsync(cancellationToken).ConfigureAwait(false) ? [.. Enumerable.Range(0, _csv.FieldCount).Select(_csv.GetString)] : [];
        if (_malformed.TryPeek(out var header))
            throw ToolException.Usage($"{_name}, line {header.Line}, should be a header, and {header.Flaw!.Problem}.");
        if (columns.Length > 0 && IsNoText(_csv.RawRecord))
            throw ToolException.Usage($"The header of {_name} is no UTF-8.");
        if (Array.IndexOf(columns, "") is >= 0 and var nameless)
            throw ToolException.Usage($"Column {nameless + 1} of {_name} has no name.");
        if (columns.CountBy(column => column).FirstOrDefault(column => column.Value > 1).Key is { } twice)
            throw ToolException.Usage($"{_name} has two columns {twice}.");

        return _columns = columns;
    }

    public override async IAsyncEnumerable<InputRow> ReadAsync(long skip, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var columns = (await ReadColumnsAsync(cancellationToken).ConfigureAwait(false))!;
        for (var isThere = true; isThere;)
        {
            isThere = await MoveAsync(cancellationToken).ConfigureAwait(false);
            while (_malformed.TryDequeue(out var malformed))
            {
                if (skip-- <= 0)
                    yield return malformed;
            }

            if (isThere && skip-- <= 0)
                yield return Row(columns);
        }
    }

    private async ValueTask<bool> MoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _csv.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CsvFormatException e)
        {
            throw new ToolException(FormattableString.Invariant($"{_name} cannot be read from line {e.LineNumber} on: a row is longer than 16 MB, perhaps for a quote that is not closed. What stands before is dealt with."));
        }
    }

    private InputRow Row(IReadOnlyList<string> columns)
    {
        var line = _csv.LineNumber;
        if (IsNoText(_csv.RawRecord))
            return new InputRow(line, Flaw: RowFlaw.Unreadable("is no UTF-8, or holds NULs", Encoding.UTF8.GetString(_csv.RawRecord)));
        if (_csv.FieldCount != columns.Count)
            return new InputRow(line, Flaw: RowFlaw.Unreadable(FormattableString.Invariant($"has {_csv.FieldCount} fields under {columns.Count} columns"), Encoding.UTF8.GetString(_csv.RawRecord)));

        var values = new JObject();
        for (var i = 0; i < columns.Count; i++)
        {
            if (!_csv.GetSpan(i).IsEmpty)
                values[columns[i]] = _csv.GetString(i);
        }

        return new InputRow(line, values);
    }

    private static bool IsNoText(ReadOnlySpan<byte> row) => !Utf8.IsValid(row) || row.Contains((byte)0);
}
