namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>Counts the records of a file that is known to be whole: lines that are not blank; of CSV, rows after the header.</summary>
internal static class RecordCount
{
    public static async Task<long> OfAsync(Stream file, bool isCsv, CancellationToken cancellationToken)
    {
        var (rows, inQuotes, hasContent) = (0L, false, false);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            for (var rest = buffer.AsSpan(0, read); !rest.IsEmpty;)
            {
                var at = rest.IndexOfAny((byte)'\n', (byte)'"');
                hasContent |= (at < 0 ? rest : rest[..at]).ContainsAnyExcept((byte)' ', (byte)'\r', (byte)'\t');
                if (at < 0)
                    break;

                if (rest[at] == '"')
                {
                    (inQuotes, hasContent) = (isCsv && !inQuotes, true);
                }
                else if (!inQuotes)
                {
                    rows += hasContent ? 1 : 0;
                    hasContent = false;
                }

                rest = rest[(at + 1)..];
            }
        }

        rows += hasContent ? 1 : 0;
        return isCsv ? Math.Max(0, rows - 1) : rows;
    }
}
