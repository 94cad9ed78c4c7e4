using System.Reflection;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>Setters as Newtonsoft.Json has them: a list or dictionary that the caller's class starts with is added to, not replaced.</summary>
internal static class Growing
{
    /// <summary>A setter for a list or dictionary; null for another type.</summary>
    public static object? SetterOf(Type type, JsonProperty property) =>
        type.IsArray || !type.IsGenericType ? null
        : Implemented(type, typeof(IDictionary<,>)) is { } map ? Make(nameof(Map), [type, .. map.GetGenericArguments()], property)
        : Implemented(type, typeof(ICollection<>)) is { } list ? Make(nameof(List), [type, .. list.GetGenericArguments()], property)
        : null;

    public static object Make(string method, Type[] types, JsonProperty property) =>
        typeof(Growing).GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.MakeGenericMethod(types).Invoke(null, [property.ValueProvider!])!;

    public static Action<object, TValue> Plain<TValue>(IValueProvider provider) => (target, value) => provider.SetValue(target, value);

    public static Action<object, TList> List<TList, TItem>(IValueProvider provider)
        where TList : ICollection<TItem> => (target, value) =>
        {
            if (provider.GetValue(target) is not ICollection<TItem> { IsReadOnly: false } there)
            {
                provider.SetValue(target, value);
                return;
            }

            foreach (var item in value)
                there.Add(item);
        };

    public static Action<object, TMap> Map<TMap, TKey, TItem>(IValueProvider provider)
        where TMap : IDictionary<TKey, TItem> => (target, value) =>
        {
            if (provider.GetValue(target) is not IDictionary<TKey, TItem> { IsReadOnly: false } there)
            {
                provider.SetValue(target, value);
                return;
            }

            foreach (var item in value)
                there[item.Key] = item.Value;
        };

    private static Type? Implemented(Type type, Type definition) =>
        type.GetGenericTypeDefinition() == definition ? type
        : type.GetInterfaces().FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == definition);
}
