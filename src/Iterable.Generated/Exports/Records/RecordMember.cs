using System.Text.Json;

namespace Iterable.Generated;

/// <summary>A member that is read from bytes without a detour.</summary>
internal abstract class RecordMember<T>
    where T : class
{
    /// <summary>
    /// Takes the JSON value the reader stands on; false, with the reader where it was, for a form that the general
    /// serializer has to judge.
    /// </summary>
    public abstract bool TryRead(ref Utf8JsonReader json, T record);

    /// <summary>Takes the text of a CSV field that is not empty; false when it is no such value.</summary>
    public abstract bool TryRead(ReadOnlySpan<byte> text, T record);
}

/// <summary>A member of one type. The value kind says how its bytes are read.</summary>
internal sealed class RecordMember<T, TValue>(Action<T, TValue> set, ValueKind<TValue> kind) : RecordMember<T>
    where T : class
{
    public override bool TryRead(ref Utf8JsonReader json, T record)
    {
        if (!kind.FromJson(ref json, out var value))
            return false;

        set(record, value);
        return true;
    }

    public override bool TryRead(ReadOnlySpan<byte> text, T record)
    {
        if (!kind.FromText(text, out var value))
            return false;

        set(record, value);
        return true;
    }
}

/// <summary>How values of one type stand in JSON and in CSV.</summary>
internal sealed class ValueKind<TValue>(FromJson<TValue> fromJson, FromText<TValue> fromText)
{
    public FromJson<TValue> FromJson { get; } = fromJson;

    public FromText<TValue> FromText { get; } = fromText;
}

internal delegate bool FromJson<TValue>(ref Utf8JsonReader json, out TValue value);

internal delegate bool FromText<TValue>(ReadOnlySpan<byte> text, out TValue value);
