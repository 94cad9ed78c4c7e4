using System.Buffers.Text;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>The kinds of value that are read from bytes without a detour.</summary>
internal static class ValueKinds
{
    // Each is made when a type asks for it: a short program reads three or four of them.
    private static readonly Dictionary<Type, Func<object>> Simple = new()
    {
        [typeof(string)] = static () => new TextKind(),
        [typeof(bool)] = static () => new ScalarKind<bool>(ToTruth),
        [typeof(long)] = static () => new ScalarKind<long>(NumberText.ToLong),
        [typeof(int)] = static () => Whole(int.MinValue, int.MaxValue, number => (int)number),
        [typeof(short)] = static () => Whole(short.MinValue, short.MaxValue, number => (short)number),
        [typeof(sbyte)] = static () => Whole(sbyte.MinValue, sbyte.MaxValue, number => (sbyte)number),
        [typeof(ulong)] = static () => Whole(ulong.MinValue, ulong.MaxValue, number => (ulong)number),
        [typeof(uint)] = static () => Whole(uint.MinValue, uint.MaxValue, number => (uint)number),
        [typeof(ushort)] = static () => Whole(ushort.MinValue, ushort.MaxValue, number => (ushort)number),
        [typeof(byte)] = static () => Whole(byte.MinValue, byte.MaxValue, number => (byte)number),
        [typeof(decimal)] = static () => new ScalarKind<decimal>(NumberText.ToDecimal),
        [typeof(double)] = static () => new ScalarKind<double>(NumberText.ToDouble),
        [typeof(DateTimeOffset)] = static () => new ScalarKind<DateTimeOffset>(ToTime),
        [typeof(JObject)] = static () => new TokenKind<JObject>(),
        [typeof(JArray)] = static () => new TokenKind<JArray>(),
        [typeof(JToken)] = static () => new TokenKind<JToken>(),
    };

    private static readonly HashSet<Type> Lists =
        [typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>)];

    private static readonly HashSet<Type> Maps = [typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>)];

    /// <summary>The kind of a type, made once.</summary>
    public static ValueKind<TValue> Of<TValue>() => Cache<TValue>.Kind;

    /// <summary>The kind of a type; where there is none of ours, the general serializer reads the value.</summary>
    public static object Of(Type type) =>
        Simple.TryGetValue(type, out var make) ? make()
        : Nullable.GetUnderlyingType(type) is { } some ? Make(typeof(NullableKind<>), [some], Of(some))
        : IsOpenEnum(type) ? Make(typeof(OpenEnumKind<>), [type])
        : type.IsArray && type.GetArrayRank() == 1 ? Make(typeof(ListKind<,>), [type, type.GetElementType()!], Of(type.GetElementType()!))
        : IsOne(type, Lists) ? Make(typeof(ListKind<,>), [type, type.GetGenericArguments()[0]], Of(type.GetGenericArguments()[0]))
        : IsOne(type, Maps) && IsKey(type.GetGenericArguments()[0]) ? Make(typeof(MapKind<,,>), [type, .. type.GetGenericArguments()], Of(type.GetGenericArguments()[1]))
        : type.IsClass && IterableJson.ContractOf(type) is JsonObjectContract contract && ObjectMaker.CanMake(contract) ? Make(typeof(ObjectKind<>), [type])
        : Make(typeof(GeneralKind<>), [type]);

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
