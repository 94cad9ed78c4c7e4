using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>
/// How an object comes about while its members are read, by the contract that Newtonsoft.Json has for its type: so its attributes mean what
/// they always mean.
/// </summary>
internal abstract class ObjectMaker
{
    /// <summary>What the members are put into.</summary>
    public abstract object Begin();

    /// <summary>Keeps what no member takes; only where the type has extension data.</summary>
    public abstract void Keep(object target, string name, JToken value);

    /// <summary>The object.</summary>
    public abstract object End(object target);

    /// <summary>The members, by their names.</summary>
    public abstract IEnumerable<(string Name, ObjectMember Member)> Members();

    /// <summary>Whether objects of a type can be made in one of these ways; others are left to Newtonsoft.Json.</summary>
    public static bool CanMake(JsonObjectContract contract) =>
        contract is { Converter: null, ItemRequired: null or Required.Default, MissingMemberHandling: null or MissingMemberHandling.Ignore }
        && !contract.UnderlyingType.IsAbstract
        && contract.OnErrorCallbacks.Count == 0
        && contract.Properties.Concat(contract.CreatorParameters).All(property => property is { Required: Required.Default or Required.Always, DefaultValueHandling: null or DefaultValueHandling.Include })
        && (contract.CreatorParameters.Count == 0
            ? contract.DefaultCreator is not null && contract.OverrideCreator is null
            : ConstructorMaker.CreatorOf(contract) is not null && contract.CreatorParameters.Concat(contract.Properties).All(IsSimple));

    public static ObjectMaker Of<T>(JsonObjectContract contract)
        where T : class => contract.CreatorParameters.Count == 0 ? new PropertyMaker<T>(contract) : new ConstructorMaker(contract);

    /// <summary>Whether a value is all that a property needs.</summary>
    protected static bool IsSimple(JsonProperty property) => property is
    {
        Converter: null or WireTimeConverter, ItemConverter: null, ShouldDeserialize: null, SetIsSpecified: null,
        NullValueHandling: null or NullValueHandling.Ignore, ObjectCreationHandling: null or ObjectCreationHandling.Auto,
    };

    /// <summary>A value of extension data as the contract takes it.</summary>
    protected static object? Beside(JsonObjectContract contract, JToken value) =>
        typeof(JToken).IsAssignableFrom(contract.ExtensionDataValueType) || value is not JValue { Value: var plain } ? value : plain;

    /// <summary>Tells an object that it is whole.</summary>
    protected static object Finish(JsonObjectContract contract, object target)
    {
        foreach (var callback in contract.OnDeserializedCallbacks)
            callback(target, default);

        return target;
    }

    protected static ObjectMember MakeMember(Type definition, Type[] types, params object[] arguments) =>
        (ObjectMember)Activator.CreateInstance(definition.MakeGenericType(types), arguments)!;
}

/// <summary>Objects that are there first, and then get their properties.</summary>
internal sealed class PropertyMaker<T>(JsonObjectContract contract) : ObjectMaker
    where T : class
{
    private readonly Func<object> _create = contract.DefaultCreator!;

    public override object Begin()
    {
        var target = _create();
        foreach (var callback in contract.OnDeserializingCallbacks)
            callback(target, default);

        return target;
    }

    public override void Keep(object target, string name, JToken value) => contract.ExtensionDataSetter!(target, name, Beside(contract, value));

    public override object End(object target) => Finish(contract, target);

    public override IEnumerable<(string Name, ObjectMember Member)> Members()
    {
        foreach (var property in contract.Properties)
        {
            if (!property.Ignored)
                yield return (property.PropertyName!, Member(property));
        }
    }

    private static ObjectMember Member(JsonProperty property)
    {
        if (!property.Writable || !IsSimple(property))
            return new GeneralMember(property.PropertyName!);

        var type = property.PropertyType!;
        var setter = property.DeclaringType!.GetProperty(property.UnderlyingName!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)?.SetMethod;
        var kind = ValueKinds.Of(type);
        var growing = typeof(IterableModel).IsAssignableFrom(typeof(T)) || !property.Readable ? null : Growing.SetterOf(type, property);
        return growing is not null ? MakeMember(typeof(ObjectMember<>), [type], kind, growing)
            : setter is null ? MakeMember(typeof(ObjectMember<>), [type], kind, Growing.Make(nameof(Growing.Plain), [type], property))
            : MakeMember(typeof(PropertyMember<,>), [typeof(T), type], kind, setter.CreateDelegate(typeof(Action<,>).MakeGenericType(typeof(T), type)));
    }
}
