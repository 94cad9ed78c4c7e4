namespace Iterable.Generated.Testing;

/// <summary>Exports as NDJSON and CSV, and all events of one user. The records are written as they are made, never held as a whole.</summary>
internal static class ExportBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("exportDataJson", call => Answer(Query(call), ExportText.Ndjson));
        table.On("exportDataCsv", Csv);
        table.On("exportUserEvents", UserEvents);
    }

    /// <exception cref="Refusal">The service does not know the data type any more.</exception>
    public static string DataType(ApiSchema schema, string dataType) => schema.DeprecatedValues.ContainsKey(dataType)
        ? throw Refusal.BadParams($"Invalid value for dataTypeName: {dataType}. {(string?)schema.DeprecatedValues[dataType]}")
        : Spellings.Documented(dataType);

    private static Answer Csv(ApiCall call)
    {
        var query = Query(call);
        return Answer(query, ExportText.Csv(query, call.Parameters.Text("delimiter")));
    }

    private static StreamAnswer Answer(ExportQuery query, ExportText text) => new(text.ContentType, text.Write(query.Rows));

    private static ExportQuery Query(ApiCall call)
    {
        var parameters = call.Parameters;
        return new ExportQuery(
            call.State,
            DataType(call.Operation.Parameters.First(parameter => parameter.Name == "dataTypeName").Schema, call.Parameters.Text("dataTypeName")!),
            ExportPeriod.Between(parameters.Time("startDateTime"), parameters.Time("endDateTime")) ?? ExportPeriod.Named(parameters.Text("range"), call.State.Now),
            parameters.Texts("onlyFields"),
            parameters.Texts("omitFields").SelectMany(names => names.Split(',')),
            parameters.Integer("campaignId"));
    }

    private static StreamAnswer UserEvents(ApiCall call)
    {
        var user = call.State.Users.Find(MessageBehaviours.NamedUser(call));
        var custom = call.Parameters.Flag("includeCustomEvents") ?? false;
        return new StreamAnswer(ExportText.Ndjson.ContentType, ExportText.Ndjson.Write(ExportRows.OfUser(call.State, user, custom)));
    }
}
