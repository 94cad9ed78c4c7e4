using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>The ids that make a call safe to repeat.</summary>
internal static class RecordIds
{
    private const string WireName = "id";

    /// <summary>Whether every record in a body has an id. A body that is not known to hold records has none.</summary>
    public static bool AreComplete(object? body) => body switch
    {
        AssembledBody assembled => assembled.HasIds,
        IIdentifiedRecord record => Has(record),
        IIdentifiedRecords { Records: { } records } => records.All(record => record is not null && Has(record)),
        JObject json => json[WireName] is JValue { Value: not (null or "") },
        _ => false,
    };

    /// <summary>Gives each record in a body that has none a new id: it stands in the caller's object, which says the same when it is sent again.</summary>
    public static void Complete(object body, Func<string> newId)
    {
        foreach (var record in body is IIdentifiedRecords { Records: var records } ? records : [body as IIdentifiedRecord])
        {
            if (record is null || Has(record))
                continue;

            ((IterableModel)record).AdditionalProperties.Remove(WireName);
            record.Id = newId();
        }
    }

    private static bool Has(IIdentifiedRecord record) =>
        !string.IsNullOrEmpty(record.Id)
        || (record.Id is null && ((IterableModel)record).TryGetAdditional(WireName) is JValue { Value: not (null or "") });
}
