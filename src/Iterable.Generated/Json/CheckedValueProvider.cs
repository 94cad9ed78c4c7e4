using System.Collections;
using System.Reflection;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>Hands out the value of a member, and refuses to when a request cannot go out with it: it is required and not set, or holds too much or a null.</summary>
internal sealed class CheckedValueProvider(IValueProvider inner, string member, bool isRequired, int? atMost) : IValueProvider
{
    /// <summary>A provider that checks what the member's attributes say; the one given where they say nothing.</summary>
    public static IValueProvider For(MemberInfo member, IValueProvider inner)
    {
        var required = member.GetCustomAttribute<RequiredOnSendAttribute>();
        var atMost = member.GetCustomAttribute<AtMostAttribute>();
        return required is null && atMost is null ? inner : new CheckedValueProvider(inner, required?.Member ?? member.Name, required is not null, atMost?.Count);
    }

    public object? GetValue(object target)
    {
        var value = inner.GetValue(target);
        if (isRequired && value is (null or IOpenEnum { Value.Length: 0 } or IUntouched { Count: 0 }))
            throw new InvalidModelException($"{target.GetType().Name}.{member} is required and not set.");
        if (isRequired && HasGap(value))
            throw new InvalidModelException($"{target.GetType().Name}.{member} holds a null, in the place of an entry.");
        if (value is ICollection { Count: var count } && count > atMost)
            throw new InvalidModelException(FormattableString.Invariant($"{target.GetType().Name}.{member} holds {count} entries, and the service takes {atMost} in a call."));

        return value;
    }

    public void SetValue(object target, object? value) => inner.SetValue(target, value);

    private static bool HasGap(object? value) => value switch
    {
        JToken => false,
        IDictionary entries => entries.Values.Cast<object?>().Any(entry => entry is null),
        IEnumerable<object?> items => items.Any(item => item is null),
        _ => false,
    };
}
