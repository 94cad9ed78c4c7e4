using System.Buffers.Text;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>The kinds of value that are read from bytes without a detour.</summary>
internal static class ValueKinds
{
    private static readonly HashSet<Type> Lists =
        [typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>)];

    private static readonly HashSet<Type> Maps = [typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>)];

    /// <summary>The kind of a type, made once.</summary>
    public static ValueKind<TValue> Of<TValue>() => Cache<TValue>.Kind;

    /// <summary>The kind of a type; where there is none of ours, the general serializer reads the value.</summary>
    public static object Of(Type type) =>
        Simple(type) is { } simple ? simple
        : Nullable.GetUnderlyingType(type) is { } some ? Make(typeof(NullableKind<>), [some], Of(some))
        : IsOpenEnum(type) ? Make(typeof(OpenEnumKind<>), [type])
        : type.IsArray && type.GetArrayRank() == 1 ? Make(typeof(ListKind<,>), [type, type.GetElementType()!], Of(type.GetElementType()!))
        : IsOne(type, Lists) ? Make(typeof(ListKind<,>), [type, type.GetGenericArguments()[0]], Of(type.GetGenericArguments()[0]))
        : IsOne(type, Maps) && IsKey(type.GetGenericArguments()[0]) ? Make(typeof(MapKind<,,>), [type, .. type.GetGenericArguments()], Of(type.GetGenericArguments()[1]))
        : type.IsClass && type != typeof(object) && IterableJson.ContractOf(type) is JsonObjectContract contract && ObjectMaker.CanMake(contract) ? Make(typeof(ObjectKind<>), [type])
        : Make(typeof(GeneralKind<>), [type]);

    // No table of them: a short program reads three or four, and would make all.
    private static object? Simple(Type type) =>
        type == typeof(string) ? new TextKind()
        : type == typeof(bool) ? new ScalarKind<bool>(ToTruth)
        : type == typeof(long) ? new ScalarKind<long>(NumberText.ToLong)
        : type == typeof(decimal) ? new ScalarKind<decimal>(NumberText.ToDecimal)
        : type == typeof(double) ? new ScalarKind<double>(NumberText.ToDouble)
        : type == typeof(DateTimeOffset) ? new ScalarKind<DateTimeOffset>(ToTime)
        : type == typeof(JObject) ? new TokenKind<JObject>()
        : type == typeof(JArray) ? new TokenKind<JArray>()
        : type == typeof(JToken) ? new TokenKind<JToken>()
        : type.IsPrimitive ? SmallNumber(type)
        : null;

    private static object? SmallNumber(Type type) =>
        type == typeof(int) ? Whole(int.MinValue, int.MaxValue, number => (int)number)
        : type == typeof(short) ? Whole(short.MinValue, short.MaxValue, number => (short)number)
        : type == typeof(sbyte) ? Whole(sbyte.MinValue, sbyte.MaxValue, number => (sbyte)number)
        : type == typeof(ulong) ? Whole(ulong.MinValue, ulong.MaxValue, number => (ulong)number)
        : type == typeof(uint) ? Whole(uint.MinValue, uint.MaxValue, number => (uint)number)
        : type == typeof(ushort) ? Whole(ushort.MinValue, ushort.MaxValue, number => (ushort)number)
        : type == typeof(byte) ? Whole(byte.MinValue, byte.MaxValue, number => (byte)number)
        : null;

    private static bool IsOpenEnum(Type type) => type.IsValueType && typeof(IOpenEnum).IsAssignableFrom(type);

    private static bool IsKey(Type type) => type == typeof(string) || IsOpenEnum(type);

    private static bool IsOne(Type type, HashSet<Type> definitions) => type.IsGenericType && definitions.Contains(type.GetGenericTypeDefinition());

    private static object Make(Type definition, Type[] types, params object[] arguments) =>
        Activator.CreateInstance(definition.MakeGenericType(types), arguments)!;

    private static ScalarKind<TNumber> Whole<TNumber>(decimal min, decimal max, Func<decimal, TNumber> convert) =>
        new((ReadOnlySpan<byte> text, out TNumber value) =>
        {
            var fit = NumberText.ToWhole(text, min, max, out var number);
            value = fit == Fit.Yes ? convert(number) : default!;
            return fit;
        });

    private static Fit ToTruth(ReadOnlySpan<byte> text, out bool value)
    {
        if (text.Length == 1 && text[0] is (byte)'0' or (byte)'1')
        {
            value = text[0] == '1';
            return Fit.Yes;
        }

        return Utf8Parser.TryParse(text, out value, out var length) && length == text.Length ? Fit.Yes : Fit.OtherKind;
    }

    private static Fit ToTime(ReadOnlySpan<byte> text, out DateTimeOffset value) =>
        Utf8Time.TryParse(text, out value) ? Fit.Yes
        : NumberText.TryScan(text, out _, out _) ? Fit.Inexact
        : Fit.OtherKind;

    private static class Cache<TValue>
    {
        public static readonly ValueKind<TValue> Kind = (ValueKind<TValue>)Of(typeof(TValue));
    }
}
