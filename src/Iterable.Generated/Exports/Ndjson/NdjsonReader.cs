using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Reads the records of a body of NDJSON, or of the single object that stands in for one.</summary>
internal sealed class NdjsonReader<T>(ExportBody body, ExportReadOptions options)
    where T : class
{
    private const int ProgressInterval = 1024 * 1024;

    private readonly JsonRecordParser<T> _parser = JsonRecordParser<T>.Create();
    private long _line = 1;

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var window = new ByteWindow();
        RecordCutter? cutter = null;
        var reportAt = (long)ProgressInterval;
        do
        {
            cutter ??= Choose(window.Bytes);
            while (cutter is not null && cutter.TryCut(window.Bytes, body.HasEnded, out var cut))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var record = Read(window.Bytes, cut);
                window.Advance(cut.Consumed);
                _line += cut.Lines;
                if (record is not null)
                {
                    body.RecordsRead++;
                    yield return record;
                }
            }

            if (window.Count > options.MaxRecordSize)
                throw TooLarge(window.Bytes);

            if (body.BytesRead >= reportAt)
            {
                reportAt = body.BytesRead + ProgressInterval;
                body.ReportProgress();
            }
        }
        while (await window.FillAsync(body, cancellationToken).ConfigureAwait(false) > 0 || !IsAtEnd(window, cutter));

        body.ReportProgress();
    }

    private RecordCutter? Choose(ReadOnlySpan<byte> bytes) => ArrayCutter.Matches(bytes, body.HasEnded) switch
    {
        < 0 => null,
        0 => new LineCutter(),
        _ => new ArrayCutter(),
    };

    /// <summary>Whether nothing is left when the body has ended; a last line without an end is left for one more round.</summary>
    private bool IsAtEnd(ByteWindow window, RecordCutter? cutter)
    {
        if (cutter is ArrayCutter { IsComplete: false })
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "the list of events has no end");

        return window.Count == 0;
    }

    private T? Read(ReadOnlySpan<byte> bytes, RecordCut cut)
    {
        if (cut.Length == 0)
            return null;

        var json = bytes.Slice(cut.Start, cut.Length);
        if (cut.IsUnterminated && !NestedJson.TryCheck(json))
            throw body.Interrupted(ExportInterruption.IncompleteRecord, "its last line is no whole record");
        if (BodyError.Read(json, body.Details) is { } error)
            throw body.Interrupted(ExportInterruption.ErrorInBody, "the service reported an error in the place of a record", error);

        try
        {
            if (!Utf8Text.IsValid(json))
                throw new JsonException();

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

    private UnreadableExportRecordException TooLarge(ReadOnlySpan<byte> bytes) => new(
        new UnreadableExportRecord(_line, bytes.ToArray(), FormattableString.Invariant($"it is larger than the {options.MaxRecordSize} bytes that are allowed")),
        body.RecordsRead,
        body.Details);
}
