using System.Reflection;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>Objects that a constructor makes of the values that were read, such as records.</summary>
internal sealed class ConstructorMaker : ObjectMaker
{
    private readonly JsonObjectContract _contract;
    private readonly ObjectConstructor<object> _create;
    private readonly JsonProperty[] _others;

    public ConstructorMaker(JsonObjectContract contract)
    {
        _contract = contract;
        _create = CreatorOf(contract)!;
        _others = contract.Properties
            .Where(property => property is { Ignored: false, Writable: true } && contract.CreatorParameters.GetProperty(property.PropertyName!, StringComparison.Ordinal) is null)
            .ToArray();
    }

    private int Parameters => _contract.CreatorParameters.Count;

    /// <summary>The constructor that Newtonsoft.Json would call: the one with its attribute, else the only public one.</summary>
    public static ObjectConstructor<object>? CreatorOf(JsonObjectContract contract)
    {
        if (contract.OverrideCreator is { } creator)
            return creator;

        var constructors = contract.UnderlyingType.GetConstructors();
        return constructors.Length == 1 && constructors[0].GetParameters().Length == contract.CreatorParameters.Count
            ? Invoke(constructors[0])
            : null;
    }

    private static ObjectConstructor<object> Invoke(ConstructorInfo constructor)
    {
#if NET
        var invoker = ConstructorInvoker.Create(constructor);
        return values => invoker.Invoke(values.AsSpan());
#else
        return values => constructor.Invoke(values);
#endif
    }

    public override object Begin() => new Values { Given = new object?[Parameters], Others = new object?[_others.Length] };

    public override void Keep(object target, string name, JToken value) => (((Values)target).Beside ??= []).Add((name, value));

    public override object End(object target)
    {
        var values = (Values)target;
        var result = _create(values.Given);
        for (var i = 0; i < _others.Length; i++)
        {
            if (values.Others[i] is { } value)
                _others[i].ValueProvider!.SetValue(result, value);
        }

        foreach (var (name, value) in values.Beside ?? [])
            _contract.ExtensionDataSetter!(result, name, Beside(_contract, value));

        return Finish(_contract, result);
    }

    public override IEnumerable<(string Name, ObjectMember Member)> Members() =>
        _contract.CreatorParameters.Select((parameter, i) => (parameter.PropertyName!, Member(nameof(Give), parameter, i)))
            .Concat(_others.Select((property, i) => (property.PropertyName!, Member(nameof(Set), property, i))));

    private static ObjectMember Member(string method, JsonProperty property, int index)
    {
        var type = property.PropertyType!;
        var set = typeof(ConstructorMaker).GetMethod(method)!.MakeGenericMethod(type).Invoke(null, [index])!;
        return MakeMember(typeof(ObjectMember<>), [type], ValueKinds.Of(type), set);
    }

    public static Action<object, TValue> Give<TValue>(int index) => (target, value) => ((Values)target).Given[index] = value;

    public static Action<object, TValue> Set<TValue>(int index) => (target, value) => ((Values)target).Others[index] = value;

    private sealed class Values
    {
        public object?[] Given { get; set; } = [];

        public object?[] Others { get; set; } = [];

        public List<(string Name, JToken Value)>? Beside { get; set; }
    }
}
