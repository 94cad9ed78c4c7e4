using System.Text;

namespace Iterable.Generated;

/// <summary>
/// Reads a body of CSV to its end without making records of it: that tells a body that broke off from one that ended, counts its rows and finds those
/// that are none. It refuses what the package Iterable.Generated.Csv refuses.
/// </summary>
internal sealed class CsvCheck(ExportBody body, char delimiter, ExportReadOptions options)
{
    private readonly CsvRowCutter _cutter = new(delimiter, options.MaxRecordSize);
    private int _columns;
    private long _line = 1;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var window = new ByteWindow();
        await window.FillAfterMarkAsync(body, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            while (_cutter.TryCut(window.Bytes, window.HasEnded, out var cut))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Take(window, cut);
                window.Advance(cut.Consumed);
                _line += cut.Lines;
            }

            if (window.HasEnded)
                break;

            body.Progress.Tell();
            await window.FillAsync(body, cancellationToken).ConfigureAwait(false);
        }

        if (_columns > 0 && !MayEndHere)
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "its last line has no line end");

        body.Progress.TellNow();
    }

    private bool MayEndHere => options.AcceptUnterminatedLastRow || body.LastByte is (byte)'\n' or (byte)'\r';

    private void Take(ByteWindow window, RecordCut cut)
    {
        var row = window.Bytes.Slice(cut.Start, cut.Length);
        var isHeader = _columns == 0;
        if (cut.IsTooLarge)
            throw isHeader ? Unreadable("its header cannot be read as CSV, or is too large") : TooLarge();
        if (row.IsEmpty && (isHeader || _columns > 1))
            return;
        if (isHeader)
            TakeHeader(row, window);
        else
            TakeRow(row, cut, window);
    }

    private void TakeHeader(ReadOnlySpan<byte> row, ByteWindow window)
    {
        ThrowIfBroken(row, window);
        if (_cutter.BadQuote is { } problem)
            throw Unreadable($"its header cannot be read: it is no row of CSV ({problem})");
        if (!Utf8Text.IsValid(row))
            throw Unreadable("it is a header that is no UTF-8");
        if (row.IndexOf((byte)0) >= 0)
            throw Unreadable("it is a header with NULs, which no text holds");

        var names = Names(Utf8Text.Decode(row));
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw Unreadable("it is a header that names a column twice");

        // An empty field alone is a blank line.
        _columns = names.Count == 1 && names[0].Length == 0 ? 0 : names.Count;
    }

    private void TakeRow(ReadOnlySpan<byte> row, RecordCut cut, ByteWindow window)
    {
        ThrowIfBroken(row, window);
        if (_cutter.BadQuote is { } problem)
            Refuse(row, $"it is no row of CSV ({problem})");
        else if (cut.IsUnterminated && !options.AcceptUnterminatedLastRow)
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "its last row has no line end, so it may be part of one");
        else if (_cutter.Fields > _columns)
            Refuse(row, FormattableString.Invariant($"it has {_cutter.Fields} fields under {_columns} columns"));
        else if (!Utf8Text.IsValid(row))
            Refuse(row, "it is no UTF-8");
        else if (row.IndexOf((byte)0) >= 0)
            Refuse(row, "it holds NULs, which no text does");
        else
            body.RecordsRead++;
    }

    private List<string> Names(string header)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i] == '"' && isQuoted && i + 1 < header.Length && header[i + 1] == '"')
                name.Append(header[i++]);
            else if (header[i] == '"')
                isQuoted = !isQuoted;
            else if (header[i] != delimiter || isQuoted)
                name.Append(header[i]);
            else
                Add();
        }

        Add();
        return names;

        void Add()
        {
            names.Add(name.ToString());
            name.Clear();
        }
    }

    private void ThrowIfBroken(ReadOnlySpan<byte> row, ByteWindow window)
    {
        if (_cutter.BadQuote is not null && BodyError.Read(row, body.Details) is { } error)
            throw body.Interrupted(ExportInterruption.ErrorInBody, "the service reported an error in the place of a row", error, body.BytesRead - window.Count);
        if (_cutter.IsOpen)
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "its last row ends inside of quotes");
    }

    private void Refuse(ReadOnlySpan<byte> row, string problem) =>
        BadRecords.Refuse(new UnreadableExportRecord(_line, row.ToArray(), problem), body, options);

    private UnreadableExportRecordException TooLarge() => Unreadable(
        FormattableString.Invariant($"it is larger than the {options.MaxRecordSize} bytes that are allowed, perhaps for a quote that is not closed"), _line);

    private UnreadableExportRecordException Unreadable(string problem, long line = 1) =>
        new(new UnreadableExportRecord(line, [], problem), body.RecordsRead, body.Details);
}
