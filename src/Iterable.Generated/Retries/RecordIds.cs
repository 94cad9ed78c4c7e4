using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>The ids that make a call safe to repeat.</summary>
internal static class RecordIds
{
    private const string WireName = "id";

    /// <summary>Whether every record in a body has an id. A body that is not known to hold records has none.</summary>
    public static bool AreComplete(object? body) => body switch
    {
        IIdentifiedRecord record => Has(record),
        IIdentifiedRecords { Records: { } records } => records.All(record => record is not null && Has(record)),
        JObject json => json[WireName] is JValue { Value: not (null or "") },
        _ => false,
    };

    /// <summary>The body with a new id in each record that has none. Records and body of the caller stay as they are.</summary>
    public static object Complete(object body, Func<string> newId) => body switch
    {
        IIdentifiedRecord record when !Has(record) => WithId(record, newId),
        IIdentifiedRecords { Records: { } records } batch when records.Any(record => record is not null && !Has(record)) =>
            batch.Replace(record => Has(record) ? record : WithId(record, newId)),
        _ => body,
    };

    private static bool Has(IIdentifiedRecord record) =>
        !string.IsNullOrEmpty(record.Id)
        || (record.Id is null && ((IterableModel)record).TryGetAdditional(WireName) is JValue { Value: not (null or "") });

    private static IIdentifiedRecord WithId(IIdentifiedRecord record, Func<string> newId)
    {
        var copy = (IIdentifiedRecord)((IterableModel)record).ShallowCopy();
        ((IterableModel)copy).AdditionalProperties.Remove(WireName);
        copy.Id = newId();
        return copy;
    }
}
