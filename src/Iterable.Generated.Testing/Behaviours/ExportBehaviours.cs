using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Exports as NDJSON and CSV, and all events of one user. The records are written as they are made, never held as a whole.</summary>
internal static class ExportBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("exportDataJson", call => Lines(ExportQuery.Read(call).Rows));
        table.On("exportDataCsv", Csv);
        table.On("exportUserEvents", UserEvents);
    }

    private static Answer Lines(IEnumerable<JObject> rows) =>
        new StreamAnswer("application/x-json-stream", rows.Select(row => row.ToString(Formatting.None) + "\n"));

    private static Answer Csv(ApiCall call)
    {
        var delimiter = call.Parameters.Text("delimiter") ?? ",";
        if (delimiter.Length != 1)
            throw Refusal.BadParams($"Invalid value for delimiter: expected one character, found \"{delimiter}\"");

        // An export without records has no header either.
        var query = ExportQuery.Read(call);
        var columns = query.Columns();
        return new StreamAnswer("text/csv", columns.Count == 0 ? [] : CsvText.Write(columns, query.Rows, delimiter[0]));
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
