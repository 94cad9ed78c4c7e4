using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Reads the records of a body of JSON objects.</summary>
internal sealed class NdjsonReader<T>(ExportBody body, RecordCutter cutter, ExportReadOptions options)
    where T : class
{
    private readonly JsonRecordParser<T> _parser = new();
    private long _line = 1;

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var window = new ByteWindow();
        await window.FillAfterMarkAsync(body, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            while (cutter.TryCut(window.Bytes, window.HasEnded, out var cut))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var record = Read(window, cut);
                window.Advance(cut.Consumed);
                _line += cut.Lines;
                if (record is not null)
                {
                    body.RecordsRead++;
                    yield return record;
                }
            }

            if (window.HasEnded)
                break;

            body.Progress.Tell();
            await window.FillAsync(body, cancellationToken).ConfigureAwait(false);
        }

        if (!cutter.IsComplete)
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "the list of events has no end");

        body.Progress.TellNow();
    }

    private T? Read(ByteWindow window, RecordCut cut)
    {
        var json = window.Bytes.Slice(cut.Start, cut.Length);
        if (cut.IsTooLarge)
            throw TooLarge(json);
        if (cut.Problem is { } problem)
            Refuse(json, problem);
        if (cut.Problem is not null || Utf8Text.IsBlank(json))
            return null;
        if (cut.IsUnterminated && !NestedJson.TryCheck(json))
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "its last line is no whole record");
        if (BodyError.Read(json, body.Details) is { } error)
            throw body.Interrupted(ExportInterruption.ErrorInBody, "the service reported an error in the place of a record", error, body.BytesRead - window.Count);

        return Parse(json);
    }

    private T? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return _parser.Read(json);
        }
        catch (UnreadableJsonException e)
        {
            Refuse(json, e.Message.TrimEnd('.'));
        }
        catch (JsonException)
        {
            Refuse(json, "it is no JSON object in UTF-8");
        }

        return null;
    }

    private void Refuse(ReadOnlySpan<byte> json, string problem) =>
        BadRecords.Refuse(new UnreadableExportRecord(_line, json.ToArray(), problem), body, options);

    private UnreadableExportRecordException TooLarge(ReadOnlySpan<byte> start) => new(
        new UnreadableExportRecord(_line, start.ToArray(), FormattableString.Invariant($"it is larger than the {options.MaxRecordSize} bytes that are allowed")),
        body.RecordsRead,
        body.Details);
}
