using System.Text;

namespace Iterable.Generated;

/// <summary>What stands around the records in the body of a call: the flags of the lane, and where the records begin and end.</summary>
internal sealed class RecordEnvelope
{
    /// <summary>Makes none, for a call whose body is one record.</summary>
    public RecordEnvelope() => (Before, After) = ([], []);

    /// <summary>Takes the body of a call without records apart.</summary>
    /// <param name="empty">The body, with an empty list or map where the records go.</param>
    /// <param name="operation">The operation, which knows that place.</param>
    public RecordEnvelope(IterableModel empty, IterableOperation operation)
    {
        var json = IterableJson.Serialize(empty, operation);
        var text = Encoding.UTF8.GetString(json.Array!, json.Offset, json.Count);
        var name = $"\"{operation.Bulk!.Records}\":";
        var at = text.IndexOf(name, StringComparison.Ordinal) + name.Length + 1;
        IsMap = text[at - 1] == '{';
        Before = Encoding.UTF8.GetBytes(text.Substring(0, at));
        After = Encoding.UTF8.GetBytes(text.Substring(at));
    }

    public byte[] Before { get; }

    public byte[] After { get; }

    /// <summary>Whether the records are members of an object, under their ids.</summary>
    public bool IsMap { get; }

    /// <summary>Its bytes, around any records.</summary>
    public int Length => Before.Length + After.Length;
}
