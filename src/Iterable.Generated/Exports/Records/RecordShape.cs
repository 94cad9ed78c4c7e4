using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>
/// What can be read into a type without the general serializer, according to the contract that serializer has for it: so
/// Newtonsoft's attributes mean what they always mean, and what this class does not understand is left to Newtonsoft.
/// </summary>
internal sealed class RecordShape<T> : IDeferredTarget
    where T : class
{
    // Before the instance, which refers to it.
    private static readonly NameMatch<T> Generally = new(null, ValuePlace.General);

    private readonly Dictionary<string, NameMatch<T>> _matches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<T, JObject?>> _deferred = new(StringComparer.Ordinal);
    private readonly JsonPropertyCollection _properties;
    private readonly Func<object> _create;
    private readonly NameMatch<T> _unknown;

    private RecordShape(JsonObjectContract contract)
    {
        _properties = contract.Properties;
        _create = contract.DefaultCreator!;
        _unknown = new NameMatch<T>(null, typeof(IterableModel).IsAssignableFrom(typeof(T)) ? ValuePlace.Deferred
            : contract.ExtensionDataSetter is null ? ValuePlace.Nowhere
            : ValuePlace.General);

        foreach (var property in contract.Properties)
            _matches[property.PropertyName!] = Match(property);
    }

    /// <summary>The shape of the type, or <see langword="null" /> where all of it has to be read by the general serializer.</summary>
    public static RecordShape<T>? Instance { get; } = IterableJson.ContractOf(typeof(T)) is JsonObjectContract contract && IsPlain(contract)
        ? new RecordShape<T>(contract)
        : null;

    public T Create() => (T)_create();

    /// <summary>What a name stands for: the member of that name, in whatever case where no other has it exactly.</summary>
    public NameMatch<T> Find(string name) =>
        _matches.TryGetValue(name, out var match) ? match
        : _properties.GetClosestMatchProperty(name) is { Ignored: false } ? Generally
        : _unknown;

    public void Set(IterableModel model, string name, JToken value)
    {
        if (_deferred.TryGetValue(name, out var set) && TrySet((T)(object)model, set, value))
            return;

        // "dataFields.total": some rows have the members of an object beside it, under the path to them.
        var dot = name.IndexOf('.');
        if (dot > 0 && dot < name.Length - 1 && _deferred.TryGetValue(name.Substring(0, dot), out set)
            && GetDeferred(model, name.Substring(0, dot)) is var members)
        {
            members ??= [];
            members[name.Substring(dot + 1)] ??= value;
            set((T)(object)model, members);
            return;
        }

        model.AdditionalProperties[name] = value;
    }

    private static bool TrySet(T record, Action<T, JObject?> set, JToken value)
    {
        var members = value as JObject
            ?? (value is JValue { Value: string text } ? IterableJson.TryParseObject(text) : null);
        if (members is null && value.Type != JTokenType.Null)
            return false;

        set(record, members);
        return true;
    }

    private JObject? GetDeferred(IterableModel model, string name) =>
        (JObject?)_properties.GetProperty(name, StringComparison.Ordinal)!.ValueProvider!.GetValue(model);

    private NameMatch<T> Match(JsonProperty property)
    {
        if (property.Ignored)
            return _unknown;
        if (!property.Writable)
            return Generally;

        var setter = SetterOf(property);
        if (setter is not null && property.AttributeProvider?.GetAttributes(typeof(DeferredAttribute), inherit: true).Count > 0)
        {
            _deferred[property.PropertyName!] = (Action<T, JObject?>)setter.CreateDelegate(typeof(Action<T, JObject?>));
            return new NameMatch<T>(null, ValuePlace.Deferred);
        }

        if (setter is null || !IsSimple(property) || ValueKinds.Find(property.PropertyType!) is not { } kind)
            return Generally;

        var action = setter.CreateDelegate(typeof(Action<,>).MakeGenericType(typeof(T), property.PropertyType!));
        var member = Activator.CreateInstance(typeof(RecordMember<,>).MakeGenericType(typeof(T), property.PropertyType!), action, kind);
        return new NameMatch<T>((RecordMember<T>)member!, ValuePlace.Member);
    }

    private static MethodInfo? SetterOf(JsonProperty property) =>
        property.DeclaringType?.GetProperty(property.UnderlyingName!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)?.SetMethod;

    private static bool IsPlain(JsonObjectContract contract) =>
        contract is { DefaultCreator: not null, OverrideCreator: null, Converter: null, ItemRequired: null or Required.Default, MissingMemberHandling: null or MissingMemberHandling.Ignore }
        && contract.CreatorParameters.Count == 0
        && !contract.UnderlyingType.IsAbstract
        && contract.OnDeserializedCallbacks.Count == 0 && contract.OnDeserializingCallbacks.Count == 0 && contract.OnErrorCallbacks.Count == 0
        && contract.Properties.All(property => property is { Required: Required.Default, DefaultValueHandling: null or DefaultValueHandling.Include });

    private static bool IsSimple(JsonProperty property) =>
        property is { Converter: null or WireTimeConverter, ShouldDeserialize: null, SetIsSpecified: null, NullValueHandling: null or NullValueHandling.Ignore }

        // A list that the caller's class starts with would be added to, not replaced.
        && (property.PropertyType != typeof(IList<string>) || typeof(IterableModel).IsAssignableFrom(typeof(T)));
}
