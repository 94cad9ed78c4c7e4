using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>
/// What Newtonsoft.Json knows of the types of this assembly, of numbers, texts, times and free-form data, without its search for all that attributes
/// and callbacks could say about them, and without the code that it compiles for each: that was most of what the first call of a process took. All other types
/// are as they always are.
/// </summary>
internal abstract class ModelContractResolver : DefaultContractResolver
{
    protected override JsonContract CreateContract(Type objectType) =>
        IsPlain(Nullable.GetUnderlyingType(objectType) ?? objectType) ? new JsonPrimitiveContract(objectType)
        : typeof(JToken).IsAssignableFrom(objectType) ? new JsonLinqContract(objectType)
        : IsOwn(objectType) && !objectType.IsAbstract ? CreateObjectContract(objectType)
        : base.CreateContract(objectType);

    protected override JsonObjectContract CreateObjectContract(Type objectType)
    {
        var contract = IsOwn(objectType) ? CreateModelContract(objectType) : base.CreateObjectContract(objectType);
        if (IsModel(objectType))
        {
            contract.ExtensionDataValueType = typeof(JToken);
            contract.ExtensionDataGetter = static model => ((IterableModel)model).GetAdditional();
            contract.ExtensionDataSetter = static (model, name, value) => ((IterableModel)model).AdditionalProperties[name] = (JToken)value!;
        }

        return contract;
    }

    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization) =>
        IsOwn(member.DeclaringType) ? CreateModelProperty((PropertyInfo)member) : base.CreateProperty(member, memberSerialization);

    // The client itself goes by the members; the converter that a model names is for serializers of others.
    protected override JsonConverter? ResolveContractConverter(Type objectType) => IsModel(objectType) ? null : base.ResolveContractConverter(objectType);

    /// <summary>Whether a type is one of the models, which all say the same: properties, their names on the wire, and converters of times.</summary>
    protected static bool IsOwn(Type? type) => IsModel(type) && type!.Assembly == typeof(IterableModel).Assembly;

    private static bool IsModel(Type? type) => typeof(IterableModel).IsAssignableFrom(type);

    private static bool IsPlain(Type type) => type == typeof(DateTimeOffset) || (!type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.Boolean and not TypeCode.DateTime);

    private JsonObjectContract CreateModelContract(Type type)
    {
        var contract = new ModelContract(type) { DefaultCreator = () => Activator.CreateInstance(type, nonPublic: true)! };
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (property.IsDefined(typeof(JsonPropertyAttribute)))
                contract.Properties.AddProperty(CreateProperty(property, MemberSerialization.OptOut));
        }

        return contract;
    }

    private JsonProperty CreateModelProperty(PropertyInfo property) => new()
    {
        PropertyName = property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName ?? property.Name,
        UnderlyingName = property.Name,
        DeclaringType = property.DeclaringType,
        PropertyType = property.PropertyType,
        AttributeProvider = new ReflectionAttributeProvider(property),
        ValueProvider = CreateMemberValueProvider(property),
        Ignored = property.IsDefined(typeof(JsonIgnoreAttribute)),
        Readable = property.GetMethod is not null,
        Writable = property.SetMethod is not null,
        Converter = property.GetCustomAttribute<JsonConverterAttribute>() is { } converter ? (JsonConverter)Activator.CreateInstance(converter.ConverterType)! : null,
    };
}
