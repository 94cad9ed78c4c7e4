using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>How models are read: whatever the service puts into a member that can be understood is.</summary>
internal sealed class AnswerContractResolver : DefaultContractResolver
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
}
