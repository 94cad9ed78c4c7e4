using System.Buffers;
using System.Text;
using Newtonsoft.Json;

namespace Iterable.Generated;

/// <summary>Refuses what holds data that its members do not show: JSON of those would be about the length of the data, and lose it.</summary>
internal sealed class OpaqueValues : JsonConverter
{
    private static readonly Type[] Bases = [typeof(HttpContent), typeof(Stream), typeof(Task)];

    private static readonly Type[] Types =
        [typeof(StringBuilder), typeof(ValueTask), typeof(ValueTask<>), typeof(Memory<>), typeof(ReadOnlyMemory<>), typeof(ReadOnlySequence<>)];

    public override bool CanRead => false;

    public override bool CanConvert(Type objectType) =>
        Types.Contains(objectType.IsGenericType ? objectType.GetGenericTypeDefinition() : objectType)
        || Array.Exists(Bases, type => type.IsAssignableFrom(objectType));

    public override object ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => throw new NotSupportedException();

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new ArgumentException(
        $"There is a {IterableJson.TypeName(value!.GetType())}, of which no JSON is made: its members do not tell what it holds. Give that, as an object, a JToken or text.", nameof(value));
}
