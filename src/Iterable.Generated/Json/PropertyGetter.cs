using System.Reflection;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>Hands out the value of a property by its getter.</summary>
internal sealed class PropertyGetter<T, TValue>(Func<T, TValue> get) : IValueProvider
{
    public object? GetValue(object target) => get((T)target);

    public void SetValue(object target, object? value) => throw new NotSupportedException();
}

/// <summary>Makes them.</summary>
internal static class PropertyGetter
{
    public static IValueProvider Of(PropertyInfo property)
    {
        Type[] types = [property.DeclaringType!, property.PropertyType];
        return (IValueProvider)Activator.CreateInstance(
            typeof(PropertyGetter<,>).MakeGenericType(types), property.GetMethod!.CreateDelegate(typeof(Func<,>).MakeGenericType(types)))!;
    }
}
