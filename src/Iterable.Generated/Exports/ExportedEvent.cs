using Newtonsoft.Json;

namespace Iterable.Generated;

/// <content>Reading of nested data as a class of the caller's.</content>
public sealed partial class ExportedEvent
{
    /// <summary>
    /// Reads <see cref="DataFields" /> into a class of one's own, by the rules of <see cref="ExportReader" />, from the bytes in which they came:
    /// no <see cref="Newtonsoft.Json.Linq.JObject" /> is made on the way. Once <see cref="DataFields" /> has been looked at or set, that is read.
    /// </summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <returns>A new object each time; <see langword="null" /> where there are no such fields.</returns>
    /// <exception cref="IterableException">A value does not fit the class. The message names the member, not the value.</exception>
    public T? ReadDataFields<T>()
        where T : class
    {
        var kind = ValueKinds.Of<T>();
        T? value = null;
        try
        {
            var fit = (Deferred as DeferredValues)?.Read("dataFields", kind, out value)
                ?? (DataFields is { } fields ? kind.FromText(Utf8Text.Encode(fields.ToString(Formatting.None)), out value!) : Fit.Absent);
            return fit is Fit.Yes or Fit.Absent ? value : throw new UnreadableJsonException("they are no JSON object.");
        }
        catch (UnreadableJsonException e)
        {
            throw new IterableException($"The dataFields of a record cannot be read as {IterableJson.TypeName(typeof(T))}: {e.Message}");
        }
    }
}
