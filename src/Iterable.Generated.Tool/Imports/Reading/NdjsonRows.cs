using System.Runtime.CompilerServices;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>Rows as lines of JSON.</summary>
internal sealed class NdjsonRows(Stream input, string name) : RowReader
{
    public override double? Fraction => PartOf(input);

    public override async IAsyncEnumerable<InputRow> ReadAsync(long skip, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isFirst = true;
        await foreach (var (number, bytes) in InputLines.OfAsync(input, cancellationToken).ConfigureAwait(false))
        {
            if (isFirst && bytes.Span.TrimStart(" \t"u8) is [(byte)'[', ..])
                throw ToolException.Usage($"{name} is a list of JSON, and should have an object on each line: jq -c '.[]' makes that of it.");
            isFirst = false;
            if (skip-- <= 0)
                yield return JsonLine.Read(number, bytes) with { HasPaths = false };
        }
    }
}
