using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Exports as NDJSON and CSV, and all events of one user. The records are written as they are made, never held as a whole.</summary>
internal static class ExportBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("exportDataJson", call => Lines(ExportQuery.Read(call).Rows(call.State)));
        table.On("exportDataCsv", Csv);
        table.On("exportUserEvents", UserEvents);
    }

    private static Answer Lines(IEnumerable<JObject> rows) =>
        new StreamAnswer("application/x-json-stream", rows.Select(row => row.ToString(Formatting.None) + "\n"));

    // The columns are those of all rows, so the rows are gone through twice. An export without rows has no header either.
    private static Answer Csv(ApiCall call)
    {
        var delimiter = call.Parameters.Text("delimiter") ?? ",";
        if (delimiter.Length != 1)
            throw Refusal.BadParams($"Invalid value for delimiter: expected one character, found \"{delimiter}\"");

        var rows = ExportQuery.Read(call).Rows(call.State);
        return new StreamAnswer("text/csv", CsvLines(rows, delimiter[0]));
    }

    private static IEnumerable<string> CsvLines(IEnumerable<JObject> rows, char delimiter)
    {
        var columns = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in rows.SelectMany(row => row.Properties()))
        {
            if (known.Add(column.Name))
                columns.Add(column.Name);
        }

        return columns.Count == 0 ? [] : CsvText.Write(columns, rows, delimiter);
    }

    private static Answer UserEvents(ApiCall call)
    {
        var identity = new UserIdentity(call.Parameters.Text("email"), call.Parameters.Text("userId"));
        if (identity is { Email: null, UserId: null })
            throw Refusal.BadParams("Missing required parameter: email or userId");

        var user = call.State.Users.Find(identity);
        var custom = call.Parameters.Flag("includeCustomEvents") ?? false;
        return Lines(ExportRows.OfUser(call.State, user, custom));
    }
}
