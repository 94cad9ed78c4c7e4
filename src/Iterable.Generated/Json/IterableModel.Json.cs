using System.Text;

namespace Iterable.Generated;

/// <content>Models as text, for outboxes, queues and files.</content>
public abstract partial class IterableModel
{
    /// <summary>Writes the model as it stands on the wire, with all it holds: members that it does not declare, numbers with their value (an undeclared 1.50 as 1.5), texts that look like times as they are.</summary>
    /// <returns>A JSON object. What is required to send it may be missing in it.</returns>
    /// <exception cref="InvalidOperationException">It holds something that JSON has no form for, such as NaN.</exception>
    public string ToJson()
    {
        var json = IterableJson.SerializeAsItIs(this);
        return Encoding.UTF8.GetString(json.Array!, json.Offset, json.Count);
    }

    /// <summary>Reads a model out of what <see cref="ToJson" /> or the service wrote.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="json">A JSON object.</param>
    /// <returns>The model. What does not fit its members, and a null under the name of one, is in its <see cref="AdditionalProperties" />.</returns>
    /// <exception cref="FormatException">The text is no such object; the message says where, and holds nothing of it.</exception>
    public static T FromJson<T>(string json)
        where T : IterableModel
    {
        try
        {
            return IterableJson.DeserializeAsItIs<T>(Encoding.UTF8.GetBytes(json ?? throw new ArgumentNullException(nameof(json))));
        }
        catch (UnreadableJsonException e)
        {
            throw new FormatException($"The text cannot be read: {e.Message}");
        }
    }
}
