using System.Globalization;
using Newtonsoft.Json;

namespace Iterable.Generated;

/// <summary>Writes a point in time in one form and reads it in all of them: the service sends one field in several.</summary>
/// <remarks>
/// Each form has a type of its own: Newtonsoft.Json makes and compiles code for an attribute that gives a converter arguments.
/// </remarks>
internal class WireTimeConverter(WireTimeFormat format) : JsonConverter
{
    public override bool CanConvert(Type objectType) => (Nullable.GetUnderlyingType(objectType) ?? objectType) == typeof(DateTimeOffset);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        switch (reader.TokenType)
        {
            case JsonToken.Null or JsonToken.Undefined:
            case JsonToken.String when string.IsNullOrWhiteSpace((string?)reader.Value):
                return Nullable.GetUnderlyingType(objectType) is null ? default(DateTimeOffset) : null;
            case JsonToken.String when WireTimeParser.TryParse((string)reader.Value!, out var time):
                return time;
            case JsonToken.Integer or JsonToken.Float when TryConvert(reader.Value!, out var time):
                return time;
            default:
                throw new JsonSerializationException();
        }
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is not DateTimeOffset time)
            writer.WriteNull();
        else if (format is WireTimeFormat.EpochMilliseconds or WireTimeFormat.EpochSeconds)
            writer.WriteValue(WireTime.ToNumber(time, format));
        else
            writer.WriteValue(WireTime.Format(time, format));
    }

    /// <summary>Writes milliseconds since 1970.</summary>
    internal sealed class EpochMilliseconds() : WireTimeConverter(WireTimeFormat.EpochMilliseconds);

    /// <summary>Writes seconds since 1970.</summary>
    internal sealed class EpochSeconds() : WireTimeConverter(WireTimeFormat.EpochSeconds);

    /// <summary>Writes ISO 8601 in UTC.</summary>
    internal sealed class Iso() : WireTimeConverter(WireTimeFormat.Iso);

    /// <summary>Writes date and time in UTC.</summary>
    internal sealed class SqlUtc() : WireTimeConverter(WireTimeFormat.SqlUtc);

    /// <summary>Writes date, time and offset.</summary>
    internal sealed class SqlOffset() : WireTimeConverter(WireTimeFormat.SqlOffset);

    private static bool TryConvert(object number, out DateTimeOffset time)
    {
        time = default;
        return number is long or double && WireTimeParser.TryFromEpoch(Convert.ToDouble(number, CultureInfo.InvariantCulture), out time);
    }
}
