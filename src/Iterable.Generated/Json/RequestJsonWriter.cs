using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Writes requests as UTF-8, as Newtonsoft.Json's own writer would as text, and in half of its time: what is written comes from the serializer and from tokens, so nobody has to watch its order.
/// </summary>
/// <remarks>
/// Dates inside of free-form data are <c>yyyy-MM-ddTHH:mm:ss.fffzzz</c>: the service takes a date with more digits
/// in its fraction, which is how .NET writes one, for a text. Refuses what JSON has no form for, raw values that are no JSON, and what Newtonsoft.Json makes of a
/// <see cref="System.Text.Json.JsonElement" />: <c>{"ValueKind":3}</c>, without anything of what it held.
/// </remarks>
internal sealed class RequestJsonWriter(PooledUtf8 text) : JsonWriter
{
    private Remains _remains;
    private bool _needsComma;

    private enum Remains
    {
        None,
        Object,
        Name,
        Kind,
    }

    /// <summary>Begins anew, after something that was written whole.</summary>
    public void Restart()
    {
        _needsComma = false;
        _remains = Remains.None;
    }

    /// <summary>Writes a token and all that is in it, as its <see cref="JToken.WriteTo(JsonWriter, JsonConverter[])" /> would, which asks at each what there is to know of it.</summary>
    /// <exception cref="InvalidModelException">It cannot be written, or was changed by another thread meanwhile.</exception>
    public void WriteTree(JToken token)
    {
        try
        {
            WriteToken(token);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or FormatException or InvalidCastException or InvalidOperationException or NullReferenceException or OverflowException)
        {
            // What a tree throws that is read while it changes; the text of some of these repeats values.
            throw InvalidModelException.Changed();
        }
    }

    public override void WriteStartObject()
    {
        Begin('{');
        _remains = Remains.Object;
    }

    public override void WriteStartArray() => Begin('[');

    public override void WritePropertyName(string name, bool escape)
    {
        _remains = _remains == Remains.Object && name == nameof(System.Text.Json.JsonElement.ValueKind) ? Remains.Name : Remains.None;
        Separate();
        text.AddQuoted(name);
        text.Add(':');
        _needsComma = false;
    }

    public override void WritePropertyName(string name) => WritePropertyName(name, escape: true);

    public override void WriteEndObject()
    {
        if (_remains == Remains.Kind)
            throw new InvalidModelException("a JsonElement of System.Text.Json in it was made into {\"ValueKind\":...} without its content; make data fields of such values with DataFields.From.");

        _remains = Remains.None;
        End('}');
    }

    public override void WriteEndArray() => End(']');

    public override void WriteNull() => Literal("null");

    public override void WriteUndefined() => throw new InvalidModelException("an undefined value in it has no form in JSON.");

    public override void WriteRaw(string? json) => text.Add(json ?? "");

    public override void WriteRawValue(string? json) => Literal(
        json is not null && NestedJson.TryCheck(Utf8Text.Encode(json)) ? json : throw new InvalidModelException("a raw value in it (JRaw) is no JSON."));

    public override void WriteValue(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        Separate();
        text.AddQuoted(value);
    }

    public override void WriteValue(long value)
    {
        if (_remains == Remains.Name)
            _remains = Remains.Kind;
        Separate();
        text.Add(value);
    }

    public override void WriteValue(ulong value)
    {
        Separate();
        text.Add(value);
    }

    public override void WriteValue(int value) => WriteValue((long)value);

    public override void WriteValue(uint value) => WriteValue((long)value);

    public override void WriteValue(short value) => WriteValue((long)value);

    public override void WriteValue(ushort value) => WriteValue((long)value);

    public override void WriteValue(byte value) => WriteValue((long)value);

    public override void WriteValue(sbyte value) => WriteValue((long)value);

    public override void WriteValue(double value)
    {
        Separate();
        text.Add(Finite(value));
    }

    public override void WriteValue(float value)
    {
        Separate();
        text.Add((float)Finite(value));
    }

    public override void WriteValue(decimal value)
    {
        Separate();
        text.Add(value);
    }

    public override void WriteValue(bool value) => Literal(value ? "true" : "false");

    public override void WriteValue(char value) => WriteValue(value.ToString());

    public override void WriteValue(DateTimeOffset value) => WriteValue(WireTime.FormatWithOffset(value));

    public override void WriteValue(DateTime value) => WriteValue(FreeFormDates.Text(value));

    public override void WriteValue(Guid value) => WriteValue(value.ToString("D"));

    public override void WriteValue(TimeSpan value) => WriteValue(value.ToString("c"));

    public override void WriteValue(Uri? value) => WriteValue(value?.OriginalString);

    public override void WriteValue(byte[]? value) => WriteValue(value is null ? null : Convert.ToBase64String(value));

    public override void WriteValue(object? value)
    {
        if (value is BigInteger number)
            Literal(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        else
            base.WriteValue(value);
    }

    public override void WriteComment(string? comment)
    {
        // JSON has none, and nobody misses one between the entries of a list.
        if (text.Written.IsEmpty)
            throw new InvalidModelException("a comment is all that it is.");
    }

    public override void WriteWhitespace(string? whitespace)
    {
    }

    public override void WriteStartConstructor(string name) => throw new InvalidModelException("a JavaScript constructor in it has no form in JSON.");

    public override void Flush()
    {
    }

    private static double Finite(double value) => double.IsNaN(value) || double.IsInfinity(value)
        ? throw new InvalidModelException("a number in it is not finite (NaN or infinity), and JSON has no form for that; leave it out, or send null.")
        : value;

    private void WriteToken(JToken token)
    {
        var type = token.GetType();
        if (type == typeof(JValue))
        {
            WriteLeaf((JValue)token);
        }
        else if (type == typeof(JObject) || type == typeof(UntouchedObject))
        {
            WriteStartObject();
            WriteChildren((JContainer)token);
            WriteEndObject();
        }
        else if (type == typeof(JArray))
        {
            WriteStartArray();
            WriteChildren((JContainer)token);
            WriteEndArray();
        }
        else
        {
            token.WriteTo(this);
        }
    }

    private void WriteChildren(JContainer parent)
    {
        var count = parent.Count;
        var written = 0;
        for (var child = parent.First; child is not null; child = child.Next, written++)
        {
            if (child is JProperty member)
            {
                WritePropertyName(member.Name);
                WriteToken(member.Value);
            }
            else
            {
                WriteToken(child);
            }
        }

        // One that is taken out has no next one, and one that is moved to the end is met again.
        if (written != count || parent.Count != count)
            throw InvalidModelException.Changed();
    }

    private void WriteLeaf(JValue leaf)
    {
        switch (leaf.Type)
        {
            case JTokenType.String when leaf.Value is string text:
                WriteValue(text);
                break;
            case JTokenType.Integer when leaf.Value is long number:
                WriteValue(number);
                break;
            case JTokenType.Float when leaf.Value is double number:
                WriteValue(number);
                break;
            case JTokenType.Boolean when leaf.Value is bool truth:
                WriteValue(truth);
                break;
            default:
                leaf.WriteTo(this);
                break;
        }
    }

    private void Begin(char bracket)
    {
        Separate();
        text.Add(bracket);
        _needsComma = false;
    }

    private void End(char bracket)
    {
        text.Add(bracket);
        _needsComma = true;
    }

    private void Literal(string literal)
    {
        Separate();
        text.Add(literal);
    }

    private void Separate()
    {
        if (_needsComma)
            text.Add(',');
        _needsComma = true;
    }
}
