using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>
/// How types are read. A property that says nothing about its name is called as the service calls its members, with a small first letter.
/// </summary>
internal sealed class AnswerContractResolver : ModelContractResolver
{
    public AnswerContractResolver() => NamingStrategy = new SmallFirstLetter();

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

    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        if (IsOwn(member.DeclaringType))
            return property;

        property.Ignored |= SystemTextJsonToken.IsIgnored(member);
        if (SystemTextJsonToken.NameOf(member) is { } name)
        {
            property.PropertyName = name;
            return property;
        }

        // Where two members differ in the case of their first letter alone, each has its own name.
        if (property.PropertyName != member.Name && member.DeclaringType!.GetMember(property.PropertyName!).Length > 0)
            property.PropertyName = member.Name;

        return property;
    }
}
