using System.Text;

namespace Iterable.Generated;

/// <summary>
/// One table of CSV out of the answers to several calls, with one header. The columns of metrics vary with what was asked for, so the
/// header has every column of theirs, and what a table does not have is empty.
/// </summary>
internal static class JoinedTable
{
    /// <summary>Makes the calls one after the other, each with the times and retries of a call, and puts their tables together.</summary>
    public static async Task<IterableStreamResponse> FetchAsync(CallInvoker invoker, IReadOnlyList<IterableRequest> requests, CancellationToken cancellationToken)
    {
        var tables = new List<string>(requests.Count);
        foreach (var request in requests)
        {
            tables.Add(await invoker.SendForTextAsync(request, Fault, cancellationToken).ConfigureAwait(false));
        }

        return new IterableStreamResponse(new MemoryStream(Encoding.UTF8.GetBytes(Join(tables))), "text/csv; charset=utf-8");
    }

    /// <summary>Puts tables together. Fields stay as they were written, quotes included.</summary>
    public static string Join(IEnumerable<string> tables)
    {
        // A body can be empty where there is nothing to tell.
        var parts = tables.Select(table => Records(table).ToList()).Where(records => records.Count > 0).ToList();
        var columns = parts.SelectMany(records => Columns(records[0])).Distinct().ToList();
        var places = columns.Select((column, place) => (column, place)).ToDictionary(each => each.column, each => each.place);
        var joined = new StringBuilder();
        Append(joined, columns.Select(column => column.Name));
        foreach (var records in parts)
        {
            var header = Columns(records[0]).Select(column => places[column]).ToArray();
            foreach (var record in records.Skip(1))
            {
                var row = new string[columns.Count];
                var count = 0;
                foreach (var field in Fields(record))
                {
                    // More fields than columns: they have no place in the header, and stand behind the row for its reader to refuse.
                    if (count < header.Length)
                        row[header[count]] = field;
                    else
                        row = [.. row, field];
                    count++;
                }

                Append(joined, row);
            }
        }

        return columns.Count == 0 ? "" : joined.ToString();
    }

    /// <summary>The exception for what is no table, or <see langword="null" />: joined with others, it would be a table without rows.</summary>
    private static IterableException? Fault(IterableCall call, HttpResponseMessage response, string table)
    {
        if (table.TrimStart().StartsWith("<", StringComparison.Ordinal))
            return StreamedContent.IsPage(call, response, table);

        var details = ResponseErrors.DetailsOf(call, response);
        return Records(table)
            .Where(static record => record.TrimStart().StartsWith("{", StringComparison.Ordinal))
            .Select(record => BodyError.Read(Utf8Text.Encode(record), details))
            .OfType<IterableErrorDetails>()
            .Select(error => new IterableUnreadableResponseException(
                $"{call.Operation} was answered with HTTP {(int)response.StatusCode} and the service's message of an error in the place of a table.", error))
            .FirstOrDefault();
    }

    private static void Append(StringBuilder text, IEnumerable<string?> fields) => text.Append(string.Join(",", fields)).Append('\n');

    // A name that comes twice is two columns.
    private static IEnumerable<(string Name, int Occurrence)> Columns(string header)
    {
        var names = Fields(header).ToList();
        return names.Select((name, at) => (name, names.Take(at).Count(before => before == name)));
    }

    private static IEnumerable<string> Records(string table) =>
        Cut(table, '\n').Select(record => record.EndsWith("\r", StringComparison.Ordinal) ? record.Substring(0, record.Length - 1) : record).Where(record => record.Length > 0);

    private static IEnumerable<string> Fields(string record) => Cut(record, ',');

    /// <summary>Cuts at a separator that stands outside of quotes.</summary>
    private static IEnumerable<string> Cut(string text, char separator)
    {
        var start = 0;
        var quoted = false;
        var closedAt = -2;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && quoted)
                (quoted, closedAt) = (false, i);
            else if (text[i] == '"')
                quoted = i == 0 || text[i - 1] is ',' or '\n' || closedAt == i - 1;
            if (quoted || text[i] != separator)
                continue;

            yield return text.Substring(start, i - start);
            start = i + 1;
        }

        yield return text.Substring(start);
    }
}
