namespace Iterable.Generated;

/// <summary>Checks what the constructors of models are given.</summary>
internal static class RequiredArgument
{
    /// <summary>A copy of a list, without gaps.</summary>
    public static IList<T> Items<T>(IEnumerable<T> items, string name)
    {
        var copy = new List<T>(items ?? throw new ArgumentNullException(name));
        return copy.Exists(item => item is null) ? throw new ArgumentException("One of the items is null.", name) : copy;
    }

    /// <summary>A copy of a dictionary, without gaps.</summary>
    public static IDictionary<string, T> Entries<T>(IDictionary<string, T> entries, string name)
    {
        var copy = new Dictionary<string, T>(entries ?? throw new ArgumentNullException(name), StringComparer.Ordinal);
        return copy.Values.Any(value => value is null) ? throw new ArgumentException("One of the values is null.", name) : copy;
    }

    /// <summary>A value of an open enum that says something.</summary>
    public static T Value<T>(T value, string name)
        where T : struct, IOpenEnum =>
        value.Value.Length > 0 ? value : throw new ArgumentException($"A {typeof(T).Name} without a text stands for no value, and one is required.", name);
}
