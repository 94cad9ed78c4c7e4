using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>Hands out the value of a required member, and refuses to when it is not set.</summary>
internal sealed class RequiredValueProvider(IValueProvider inner, string member) : IValueProvider
{
    public object GetValue(object target) => inner.GetValue(target) switch
    {
        null or IOpenEnum { Value.Length: 0 } or IUntouched { Count: 0 } => throw new InvalidModelException(
            $"{target.GetType().Name}.{member} is required and not set."),
        var value => value,
    };

    public void SetValue(object target, object? value) => inner.SetValue(target, value);
}
