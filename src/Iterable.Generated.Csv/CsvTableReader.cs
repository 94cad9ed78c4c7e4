using System.Runtime.CompilerServices;
using CsvHelper;

namespace Iterable.Generated;

/// <summary>Reads the records of a body of CSV.</summary>
internal sealed class CsvTableReader<T>(ExportBody body, char delimiter, ExportReadOptions options)
    where T : class
{
    private CsvMalformedReason? _badQuote;

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var csv = CsvReader.Create(body, CsvFormat.Create(delimiter, options.MaxRecordSize, record => _badQuote = record.Reason), leaveOpen: true);
        var columns = await ReadHeaderAsync(csv, cancellationToken).ConfigureAwait(false);
        var parser = CsvRowParser<T>.Create(columns);

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (!await ReadRowAsync(csv, cancellationToken).ConfigureAwait(false))
                    break;
            }
            catch (CsvFormatException e)
            {
                throw TooLarge(e.LineNumber);
            }

            if (csv.RawRecord.Length > options.MaxRecordSize)
                throw TooLarge(csv.LineNumber);

            if (IsBlank(csv, columns.Count) || Read(csv, columns.Count, parser) is not { } record)
                continue;

            body.RecordsRead++;
            yield return record;

            body.Progress.Tell();
        }

        if (columns.Count > 0 && HasNoFinalLineEnd)
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "its last line has no line end");

        body.Progress.TellNow();
    }

    private bool HasNoFinalLineEnd => !options.AcceptUnterminatedLastRow && body is { HasEnded: true, BytesRead: > 0, LastByte: not ((byte)'\n' or (byte)'\r') };

    /// <summary>Reads a row. What is wrong with its quotes is told before it is there.</summary>
    private ValueTask<bool> ReadRowAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        _badQuote = null;
        return csv.ReadAsync(cancellationToken);
    }

    /// <summary>Reads the names of the columns, below blank lines; there are none in an empty body.</summary>
    private async ValueTask<IReadOnlyList<string>> ReadHeaderAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        string[] columns = [];
        try
        {
            while (columns.Length == 0 && _badQuote is null && await ReadRowAsync(csv, cancellationToken).ConfigureAwait(false))
            {
                if (csv.FieldCount > 1 || csv.GetSpan(0).Length > 0)
                    columns = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToArray();
            }
        }
        catch (CsvFormatException)
        {
            throw UnreadableHeader();
        }

        if (columns.Length > 0 && csv.RawRecord.Length > options.MaxRecordSize)
            throw UnreadableHeader();

        ThrowIfBroken(csv);
        if (_badQuote is { } problem)
            throw Unreadable($"its header cannot be read: it is no row of CSV ({problem})");

        // The parser takes other encodings by their marks, which are no UTF-8.
        if (body.FirstByte >= 0xFE || !Utf8Text.IsValid(csv.RawRecord))
            throw Unreadable("it is a header that is no UTF-8");
        if (columns.Any(name => name.IndexOf('\0') >= 0))
            throw Unreadable("it is a header with NULs, which no text holds");
        if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Length)
            throw Unreadable("it is a header that names a column twice");

        return columns;
    }

    private static bool IsBlank(CsvReader csv, int columns) => csv.FieldCount == 1 && columns != 1 && csv.RawRecord.IsEmpty;

    private T? Read(CsvReader csv, int columns, CsvRowParser<T> parser)
    {
        ThrowIfBroken(csv);
        if (_badQuote is { } problem)
            return Refuse(csv, $"it is no row of CSV ({problem})");
        if (HasNoFinalLineEnd && csv.ByteOffset + csv.RawRecord.Length >= body.BytesRead)
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "its last row has no line end, so it may be part of one");
        if (csv.FieldCount > columns)
            return Refuse(csv, FormattableString.Invariant($"it has {csv.FieldCount} fields under {columns} columns"));
        if (!Utf8Text.IsValid(csv.RawRecord))
            return Refuse(csv, "it is no UTF-8");
        if (csv.RawRecord.IndexOf((byte)0) >= 0)
            return Refuse(csv, "it holds NULs, which no text does");

        try
        {
            return parser.Read(csv, csv.FieldCount);
        }
        catch (UnreadableJsonException e)
        {
            return Refuse(csv, e.Message.TrimEnd('.'));
        }
    }

    private T? Refuse(CsvReader csv, string problem)
    {
        BadRecords.Refuse(new UnreadableExportRecord(csv.LineNumber, csv.RawRecord.ToArray(), problem), body, options);
        return null;
    }

    private void ThrowIfBroken(CsvReader csv)
    {
        if (_badQuote is null)
            return;
        if (BodyError.Read(csv.RawRecord, body.Details) is { } error)
            throw body.Interrupted(ExportInterruption.ErrorInBody, "the service reported an error in the place of a row", error, csv.ByteOffset);

        // The parser tells the first of several faults, which need not be the quote that is not closed.
        var cutter = new CsvRowCutter(delimiter, options.MaxRecordSize);
        cutter.TryCut(csv.RawRecord, atEnd: true, out _);
        if (cutter.IsOpen)
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "its last row ends inside of quotes");
    }

    private UnreadableExportRecordException UnreadableHeader() => Unreadable("its header cannot be read as CSV, or is too large");

    private UnreadableExportRecordException TooLarge(long line) => Unreadable(
        FormattableString.Invariant($"it is larger than the {options.MaxRecordSize} bytes that are allowed, perhaps for a quote that is not closed"), line);

    private UnreadableExportRecordException Unreadable(string problem, long line = 1) =>
        new(new UnreadableExportRecord(line, [], problem), body.RecordsRead, body.Details);
}
