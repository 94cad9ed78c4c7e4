using System.Runtime.CompilerServices;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>What an import refused: records as they were sent, and rows that never became one, which are read anew, in case that somebody has mended them.</summary>
internal sealed class RejectedRows(Stream input) : RowReader
{
    public override double? Fraction => PartOf(input);

    public override bool IsText => true;

    public override async IAsyncEnumerable<InputRow> ReadAsync(long skip, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (number, bytes) in InputLines.OfAsync(input, cancellationToken).ConfigureAwait(false))
        {
            if (skip-- <= 0)
                yield return Row(number, bytes);
        }
    }

    private static InputRow Row(long number, ReadOnlyMemory<byte> bytes)
    {
        var row = JsonLine.Read(number, bytes);
        if (row.Values is not { } said)
            return row;

        var line = said["line"] is JValue { Value: long and > 0 and var origin } ? origin : number;
        var hasPaths = said["paths"] is not JValue { Value: false };
        if (said["record"] is not null)
            return new InputRow(line, Letter: bytes.ToArray());
        if (said["values"] is JObject values)
            return new InputRow(line, values, HasPaths: hasPaths);
        if ((string?)(said["text"] as JValue) is not { } text)
            return new InputRow(line, Flaw: RowFlaw.Unreadable("is no line of refused records", said.ToString(Formatting.None)));

        // Where it is a line of JSON now, somebody has mended it.
        var mended = JsonLine.Read(line, Encoding.UTF8.GetBytes(text)) with { HasPaths = hasPaths };
        return mended.Values is { } inner && inner["record"] is null ? mended
            : new InputRow(line, Flaw: RowFlaw.Unreadable((string?)(said["problem"] as JValue) ?? "is no record", text), HasPaths: hasPaths);
    }
}
