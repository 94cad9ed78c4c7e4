using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Metadata tables. The listing has keys and no values, in pages that a marker leads through.</summary>
internal static class MetadataBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("listMetadataTables", Tables);
        table.On("getMetadataTable", List);
        table.On("deleteMetadataTable", call => Done(call, call.State.Metadata.Remove(Table(call)), $"No metadata found in table {Table(call)}"));
        table.On("getMetadataEntry", Get);
        table.On("putMetadataEntry", Put);
        table.On("deleteMetadataEntry", call => Done(call, call.State.Metadata.Remove(Table(call), Key(call)), Missing(call)));
    }

    private static Answer Tables(ApiCall call) =>
        call.Json(new JObject { ["results"] = new JArray(call.State.Metadata.Names.Select(name => new JObject { ["name"] = name })) });

    // The marker is the last key that was listed; opaque to clients.
    private static Answer List(ApiCall call)
    {
        var marker = call.Parameters.Text("nextMarker");
        var size = call.State.Settings.MetadataPageSize;
        var rest = call.State.Metadata.Of(Table(call)).Values
            .Where(entry => marker is null || string.CompareOrdinal(entry.Key, marker) > 0)
            .ToArray();
        var json = new JObject { ["results"] = new JArray(rest.Take(size).Select(entry => Properties(call, entry))) };
        if (rest.Length > size)
            json["nextMarker"] = rest[size - 1].Key;
        return call.Json(json);
    }

    private static Answer Get(ApiCall call)
    {
        var entry = call.State.Metadata.Find(Table(call), Key(call)) ?? throw Refusal.NotFound(Missing(call));
        var json = Properties(call, entry);
        json["value"] = entry.Value.DeepClone();
        return call.Json(json);
    }

    private static Answer Put(ApiCall call)
    {
        foreach (var name in (string[])[Table(call), Key(call)])
        {
            if (!name.All(char.IsAsciiLetterOrDigit))
                throw Refusal.BadParams($"Invalid name {name}: expected letters and digits");
        }

        var value = (JObject)call.Body["value"]!.DeepClone();
        StoredValue.Check(value, "value");
        call.State.Metadata.Set(Table(call), new MetadataRecord(Key(call), value, call.State.Now));
        return call.Success();
    }

    private static Answer Done(ApiCall call, bool isDone, string otherwise) => isDone ? call.Success() : throw Refusal.NotFound(otherwise);

    private static JObject Properties(ApiCall call, MetadataRecord entry) => new()
    {
        ["table"] = Table(call),
        ["key"] = entry.Key,
        ["size"] = StoredValue.Size(entry.Value),
        ["lastModified"] = entry.LastModified,
    };

    private static string Missing(ApiCall call) => $"No metadata found in table {Table(call)} with key {Key(call)}";

    private static string Table(ApiCall call) => call.Parameters.Text("table")!;

    private static string Key(ApiCall call) => call.Parameters.Text("key")!;
}
