using Newtonsoft.Json;

namespace Iterable.Generated;

/// <summary>Writes the dates inside of free-form data in the form that the service stores as dates. One that says nothing of its zone is UTC.</summary>
internal sealed class FreeFormDates : JsonConverter
{
    public override bool CanRead => false;

    /// <summary>The form of a time; a <see cref="DateTime" /> without a kind is UTC, not the zone of the machine that happens to send it.</summary>
    public static string Text(DateTime time) =>
        WireTime.FormatWithOffset(time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, TimeSpan.Zero) : new DateTimeOffset(time));

    public override bool CanConvert(Type objectType) =>
        (Nullable.GetUnderlyingType(objectType) ?? objectType) is var type && (type == typeof(DateTime) || type == typeof(DateTimeOffset));

    public override object ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => throw new NotSupportedException();

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => writer.WriteValue(value switch
    {
        DateTimeOffset time => WireTime.FormatWithOffset(time),
        DateTime time => Text(time),
        _ => null,
    });
}
