using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>How models are written: what is required is there, for a complete one, what stands for nothing is not, and nothing stands there twice.</summary>
internal sealed class RequestContractResolver(bool isComplete) : ModelContractResolver
{
    private static readonly JsonConverter Times = new WireTimeConverter(WireTimeFormat.Iso);

    protected override JsonContract CreateContract(Type objectType)
    {
        var contract = base.CreateContract(objectType);
        if ((Nullable.GetUnderlyingType(objectType) ?? objectType) == typeof(DateTimeOffset))
            contract.Converter = Times;
        else if (IsOwn(objectType) || typeof(JToken).IsAssignableFrom(objectType))
            contract.Converter = RequestConverter.Shared;

        return contract;
    }

    protected override JsonObjectContract CreateObjectContract(Type objectType)
    {
        var contract = base.CreateObjectContract(objectType);
        if (contract.ExtensionDataGetter is { } getter)
            contract.ExtensionDataGetter = model => getter(model) is { } additional ? Distinct(model, additional, contract) : null;

        return contract;
    }

    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        if (!property.Ignored && IsOwn(member.DeclaringType))
            property.ValueProvider = PropertyGetter.Of((PropertyInfo)member);
        var value = property.ValueProvider!;
        if (isComplete)
            property.ValueProvider = CheckedValueProvider.For(member, value);
        if (!(isComplete && member.IsDefined(typeof(RequiredOnSendAttribute))) && CanSayNothing(Nullable.GetUnderlyingType(property.PropertyType!) ?? property.PropertyType!))
            property.ShouldSerialize = model => !SaysNothing(value.GetValue(model));

        return property;
    }

    private static bool CanSayNothing(Type type) => typeof(IOpenEnum).IsAssignableFrom(type) || type.IsInterface || type == typeof(JObject);

    private static bool SaysNothing(object? value) => value is null or IOpenEnum { Value.Length: 0 } or IUntouched { Count: 0 };

    private static List<KeyValuePair<object, object>> Distinct(
        object model, IEnumerable<KeyValuePair<object, object>> additional, JsonObjectContract contract)
    {
        var sent = new List<KeyValuePair<object, object>>();
        foreach (var pair in additional)
        {
            var isSent = contract.Properties.GetProperty((string)pair.Key, StringComparison.Ordinal) is { } property && !SaysNothing(property.ValueProvider!.GetValue(model));
            if (!isSent)
                sent.Add(pair);
            else if (pair.Value is not JValue { Type: JTokenType.Null }) // one that was read under the name of a member is over when the member is set
                throw new InvalidModelException($"{nameof(IterableModel.AdditionalProperties)} of a {model.GetType().Name} holds {pair.Key}, which its property of that name sends already.");
        }

        return sent;
    }
}
