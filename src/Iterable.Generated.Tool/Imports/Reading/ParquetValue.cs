using System.Globalization;
using System.Numerics;
using Iterable.Generated.Tool.Input;
using Iterable.Generated.Tool.Imports.Mapping;
using Newtonsoft.Json.Linq;
using Parquet.Data;
using Parquet.Meta;
using Parquet.Schema;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>The values of a column as JSON.</summary>
internal static class ParquetValue
{
    private static readonly System.Type[] Types =
    [
        typeof(ReadOnlyMemory<char>), typeof(string), typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(DateTime), typeof(DateOnly), typeof(Guid), typeof(TimeSpan), typeof(TimeOnly),
    ];

    /// <summary>Whether values of the field have a form in JSON.</summary>
    public static bool IsKnown(DataField field) => Types.Contains(field.ClrType) || IsJson(field);

    /// <summary>Reads a value by its place among those that are not null.</summary>
    public static Func<int, JToken> ReaderOf(DataField field, RawColumnData data) => data switch
    {
        RawColumnData<ReadOnlyMemory<char>> texts => i => texts.Values[i].ToString(),
        RawColumnData<ReadOnlyMemory<byte>> texts when IsJson(field) => i => Json(System.Text.Encoding.UTF8.GetString(texts.Values[i].Span)),
        RawColumnData<bool> flags => i => flags.Values[i],
        RawColumnData<byte> numbers => i => numbers.Values[i],
        RawColumnData<sbyte> numbers => i => numbers.Values[i],
        RawColumnData<short> numbers => i => numbers.Values[i],
        RawColumnData<ushort> numbers => i => numbers.Values[i],
        RawColumnData<int> numbers when field is TimeDataField time => i => TimeOfDay(numbers.Values[i], time),
        RawColumnData<int> numbers => i => numbers.Values[i],
        RawColumnData<uint> numbers => i => numbers.Values[i],
        RawColumnData<long> numbers when field is TimeDataField time => i => TimeOfDay(numbers.Values[i], time),
        RawColumnData<long> numbers => i => numbers.Values[i],
        RawColumnData<ulong> numbers => i => numbers.Values[i],
        RawColumnData<float> numbers => i => decimal.TryParse(numbers.Values[i].ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? (double)exact : numbers.Values[i],
        RawColumnData<double> numbers => i => numbers.Values[i],
        RawColumnData<decimal> numbers when field is DecimalDataField { Scale: 0 } => i => ExactNumber.Of(new BigInteger(numbers.Values[i])),
        RawColumnData<decimal> numbers => i => numbers.Values[i],
        RawColumnData<DateTime> times => i => DateText.Of(new DateTimeOffset(DateTime.SpecifyKind(times.Values[i], DateTimeKind.Utc))),
        RawColumnData<DateOnly> dates => i => dates.Values[i].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        RawColumnData<Guid> ids => i => ids.Values[i].ToString(),
        RawColumnData<TimeSpan> times => i => times.Values[i].ToString("c", CultureInfo.InvariantCulture),
        RawColumnData<TimeOnly> times => i => times.Values[i].ToTimeSpan().ToString("c", CultureInfo.InvariantCulture),
        _ => throw new InvalidDataException($"values of the column {field.Name} have no form in JSON."),
    };

    private static bool IsJson(DataField field) => field.ClrType == typeof(ReadOnlyMemory<byte>) && (field.SchemaElement?.LogicalType?.JSON is not null || field.SchemaElement?.ConvertedType == ConvertedType.JSON);

    private static JToken Json(string text) => TextValue.TryRead(text, "json") ?? text;

    private static JValue TimeOfDay(long count, TimeDataField field)
    {
        var ticks = field.Precision switch
        {
            TimeUnitPrecision.Millis => count * TimeSpan.TicksPerMillisecond,
            TimeUnitPrecision.Micros => count * TimeSpan.TicksPerMicrosecond,
            _ => count / TimeSpan.NanosecondsPerTick,
        };
        return new JValue(TimeSpan.FromTicks(ticks).ToString("c", CultureInfo.InvariantCulture));
    }
}
