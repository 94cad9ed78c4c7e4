using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Base of what is sent and received as a JSON object.</summary>
/// <remarks>
/// A member left <see langword="null" /> is not sent. The lists, dictionaries and free-form objects of requests are there and can be filled; they are
/// not sent while they are empty, unless an empty one was set: the service takes an empty list for a wish to clear. What a request requires
/// is taken by its constructor. One that was read out of JSON can lack it, where a number then says zero; it is written as it came, and refused when it is sent. What
/// is not declared here is not lost: see <see cref="AdditionalProperties" />.
/// </remarks>
public abstract partial class IterableModel
{
    private IDictionary<string, JToken>? _additionalProperties;
    private DeferredMembers? _deferred;

    /// <summary>
    /// Members that this version has no property for: those the service sent, under their names on the wire, and those to
    /// send besides the properties. A value that the service sent under the name of a property, but of another kind than that (a custom field
    /// called <c>campaignId</c> with the text <c>fb_123</c>), is here too, and the property is <see langword="null" />; so is a member whose
    /// name differs from that of a property in case, when the property's own name came as well. A JSON null in here is sent, also under the name of a property that is left
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

    private IDictionary<string, JToken>? Additional
    {
        get
        {
            ReadDeferred();
            return _additionalProperties;
        }
    }

    /// <summary>The members beside the declared ones, as Newtonsoft.Json takes them; <see langword="null" /> where there are none.</summary>
    internal IEnumerable<KeyValuePair<object, object>>? GetAdditional() =>
        Additional?.Select(static pair => new KeyValuePair<object, object>(pair.Key, pair.Value));

    /// <summary>The answer that this is; <see langword="null" /> for what a caller made.</summary>
    internal AnswerOrigin? Origin { get; set; }

    /// <summary>Gives the model members that are read when somebody asks for one of them.</summary>
    internal void Defer(DeferredMembers members) => _deferred = members;

    /// <summary>Reads all that was put off.</summary>
    internal void ReadDeferred()
    {
        if (_deferred is { } members)
        {
            members.ReadAllInto(this);
            _deferred = null;
        }
    }

    /// <summary>Reads the declared members that were put off. Whatever hands out or takes such a member calls it first.</summary>
    internal void ReadDeferredMembers() => _deferred?.ReadMembersInto(this);

    /// <summary>What was put off and is still there.</summary>
    internal DeferredMembers? Deferred => _deferred;

    /// <summary>A member of <see cref="AdditionalProperties" />, without making that when it is empty.</summary>
    internal JToken? TryGetAdditional(string name) =>
        Additional is { } members && members.TryGetValue(name, out var value) ? value : null;

    /// <summary>Sends a JSON null under the name of a property that is left <see langword="null" />, or no longer.</summary>
    private protected void SendNull(string name, bool isNull)
    {
        if (isNull)
            AdditionalProperties[name] = JValue.CreateNull();
        else
            Forget(name);
    }

    /// <summary>Whether a value that its member did not take is in <see cref="AdditionalProperties" />, of what was read so far.</summary>
    internal bool HasKept(string name) => _additionalProperties is { } members && members.TryGetValue(name, out var value) && value.Type != JTokenType.Null;

    /// <summary>Takes a member out of <see cref="AdditionalProperties" />, of what was read so far.</summary>
    internal void Forget(string name) => _additionalProperties?.Remove(name);
}
