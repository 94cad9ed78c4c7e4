using Newtonsoft.Json;

namespace Iterable.Generated;

/// <summary>
/// Writes the dates inside of free-form data as <c>yyyy-MM-ddTHH:mm:ss.fffzzz</c>: the service takes a date with more digits
/// in its fraction, which is how .NET writes one, for a text. Refuses numbers that JSON has no form for, and what Newtonsoft.Json makes of a
/// <see cref="System.Text.Json.JsonElement" />: <c>{"ValueKind":3}</c>, without anything of what it held.
/// </summary>
internal sealed class RequestJsonWriter : JsonTextWriter
{
    private Remains _remains;

    public RequestJsonWriter(TextWriter text)
        : base(text) => ArrayPool = CharArrayPool.Shared;

    private enum Remains
    {
        None,
        Object,
        Name,
        Kind,
    }

    public override void WriteStartObject()
    {
        _remains = Remains.Object;
        base.WriteStartObject();
    }

    public override void WritePropertyName(string name, bool escape)
    {
        _remains = _remains == Remains.Object && name == nameof(System.Text.Json.JsonElement.ValueKind) ? Remains.Name : Remains.None;
        base.WritePropertyName(name, escape);
    }

    public override void WritePropertyName(string name) => WritePropertyName(name, escape: true);

    public override void WriteValue(long value)
    {
        if (_remains == Remains.Name)
            _remains = Remains.Kind;
        base.WriteValue(value);
    }

    public override void WriteValue(int value) => WriteValue((long)value);

    public override void WriteEndObject()
    {
        if (_remains == Remains.Kind)
            throw new InvalidModelException("a JsonElement of System.Text.Json in it was made into {\"ValueKind\":...} without its content; make data fields of such values with DataFields.From.");

        _remains = Remains.None;
        base.WriteEndObject();
    }

    public override void WriteValue(DateTimeOffset value) => WriteValue(WireTime.FormatWithOffset(value));

    public override void WriteValue(DateTime value) => WriteValue(FreeFormDates.Text(value));

    public override void WriteValue(DateTimeOffset? value)
    {
        if (value is { } time)
            WriteValue(time);
        else
            WriteNull();
    }

    public override void WriteValue(DateTime? value)
    {
        if (value is { } time)
            WriteValue(time);
        else
            WriteNull();
    }

    public override void WriteValue(double value) => base.WriteValue(Finite(value));

    public override void WriteValue(double? value)
    {
        if (value is { } number)
            WriteValue(number);
        else
            WriteNull();
    }

    public override void WriteValue(float value) => base.WriteValue((float)Finite(value));

    public override void WriteValue(float? value)
    {
        if (value is { } number)
            WriteValue(number);
        else
            WriteNull();
    }

    private static double Finite(double value) => double.IsNaN(value) || double.IsInfinity(value)
        ? throw new InvalidModelException("a number in it is not finite (NaN or infinity), and JSON has no form for that; leave it out, or send null.")
        : value;
}
