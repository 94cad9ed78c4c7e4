using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>How models are read and written: tolerant one way, exact the other.</summary>
internal sealed class ModelContractResolver : DefaultContractResolver
{
    // Set on contracts and not in the settings: those are searched again at every value.
    private static readonly JsonConverter Strings = new TolerantStringConverter();
    private static readonly JsonConverter Objects = new TolerantObjectConverter();
    private static readonly JsonConverter Times = new WireTimeConverter(WireTimeFormat.Iso);

    protected override JsonContract CreateContract(Type objectType)
    {
        var contract = base.CreateContract(objectType);
        if (objectType == typeof(string))
            contract.Converter = Strings;
        else if (objectType == typeof(JObject))
            contract.Converter = Objects;
        else if ((Nullable.GetUnderlyingType(objectType) ?? objectType) == typeof(DateTimeOffset))
            contract.Converter = Times;

        return contract;
    }

    protected override JsonObjectContract CreateObjectContract(Type objectType)
    {
        var contract = base.CreateObjectContract(objectType);
        if (contract.ExtensionDataGetter is { } getter)
            contract.ExtensionDataGetter = model => Distinct(model, getter(model), contract);

        return contract;
    }

    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        if (member.IsDefined(typeof(RequiredOnSendAttribute), inherit: true))
            property.ValueProvider = new RequiredValueProvider(property);

        return property;
    }

    /// <summary>Refuses additional properties that would stand in the JSON a second time.</summary>
    private static IEnumerable<KeyValuePair<object, object>>? Distinct(
        object model, IEnumerable<KeyValuePair<object, object>>? additional, JsonObjectContract contract)
    {
        foreach (var pair in additional ?? [])
        {
            if (contract.Properties.GetProperty((string)pair.Key, StringComparison.Ordinal) is { } property && property.ValueProvider!.GetValue(model) is not null)
            {
                throw new InvalidModelException(
                    $"{nameof(IterableModel.AdditionalProperties)} of a {model.GetType().Name} holds a member that {property.UnderlyingName} sends already.");
            }
        }

        return additional;
    }
}
