using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>Hands out the value of a required member, and refuses to when it is not set.</summary>
internal sealed class RequiredValueProvider(JsonProperty property) : IValueProvider
{
    private readonly IValueProvider _inner = property.ValueProvider!;

    public object GetValue(object target) => _inner.GetValue(target) switch
    {
        null or IOpenEnum { Value.Length: 0 } => throw new InvalidModelException(
            $"{target.GetType().Name}.{property.UnderlyingName} is required and not set."),
        var value => value,
    };

    public void SetValue(object target, object? value) => _inner.SetValue(target, value);
}
