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
    [JsonExtensionData]
    private IDictionary<string, JToken>? _additionalProperties;

    /// <summary>
    /// Members that this version has no property for: those the service sent, under their names on the wire, and those to
    /// send besides the properties. A JSON null in here is sent, also under the name of a property that is left
    /// <see langword="null" />.
    /// </summary>
    [JsonIgnore]
    public IDictionary<string, JToken> AdditionalProperties =>
        _additionalProperties ??= new Dictionary<string, JToken>(StringComparer.Ordinal);

    /// <summary>A member of <see cref="AdditionalProperties" />, without making that when it is empty.</summary>
    internal JToken? TryGetAdditional(string name) =>
        _additionalProperties is not null && _additionalProperties.TryGetValue(name, out var value) ? value : null;

    /// <summary>Another object with the same members.</summary>
    internal IterableModel ShallowCopy()
    {
        var copy = (IterableModel)MemberwiseClone();
        if (_additionalProperties is not null)
            copy._additionalProperties = new Dictionary<string, JToken>(_additionalProperties, StringComparer.Ordinal);

        return copy;
    }
}
