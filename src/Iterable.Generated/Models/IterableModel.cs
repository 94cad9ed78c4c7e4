using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Base of what is sent and received as a JSON object.</summary>
/// <remarks>
/// A member left <see langword="null" /> is not sent; an empty list or object is. What is not declared here is not lost:
/// see <see cref="AdditionalProperties" />.
/// </remarks>
public abstract class IterableModel
{
    private IDictionary<string, JToken>? _additionalProperties;
    private DeferredMembers? _deferred;

    /// <summary>
    /// Members that this version has no property for: those the service sent, under their names on the wire, and those to
    /// send besides the properties. A JSON null in here is sent, also under the name of a property that is left
    /// <see langword="null" />.
    /// </summary>
    [JsonIgnore]
    public IDictionary<string, JToken> AdditionalProperties
    {
        get
        {
            ReadDeferred();
            return _additionalProperties ??= new Dictionary<string, JToken>(StringComparer.Ordinal);
        }
    }

    [JsonExtensionData]
    private IDictionary<string, JToken>? ExtensionData
    {
        get
        {
            ReadDeferred();
            return _additionalProperties;
        }

        set => _additionalProperties = value;
    }

    /// <summary>Gives the model members that are read when somebody asks for one of them.</summary>
    internal void Defer(DeferredMembers members) => _deferred = members;

    /// <summary>Reads what was put off. Whatever hands out or takes such a member calls it first.</summary>
    internal void ReadDeferred()
    {
        if (_deferred is { } members)
        {
            members.ReadInto(this);
            _deferred = null;
        }
    }

    /// <summary>A member of <see cref="AdditionalProperties" />, without making that when it is empty.</summary>
    internal JToken? TryGetAdditional(string name) =>
        ExtensionData is { } members && members.TryGetValue(name, out var value) ? value : null;

    /// <summary>Sends a JSON null under the name of a property that is left <see langword="null" />, or no longer.</summary>
    private protected void SendNull(string name, bool isNull)
    {
        if (isNull)
            AdditionalProperties[name] = JValue.CreateNull();
        else
            _additionalProperties?.Remove(name);
    }

    /// <summary>Another object with the same members.</summary>
    internal IterableModel ShallowCopy()
    {
        ReadDeferred();
        var copy = (IterableModel)MemberwiseClone();
        if (_additionalProperties is not null)
            copy._additionalProperties = new Dictionary<string, JToken>(_additionalProperties, StringComparer.Ordinal);

        return copy;
    }
}
