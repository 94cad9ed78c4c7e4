#pragma warning disable CA1716, CA1822, CA1711, CA1000, CA1051, CA1018, CA1041, CS0067, CS0649, IDE0044

using System.Diagnostics.CodeAnalysis;

namespace Iterable.Generator.Tests.ApiListing.Samples;

/// <summary>What the tests of the listing list.</summary>
public interface ISample<in T> : IDisposable
    where T : class, new()
{
    static int Count => 0;

    string? Name { get; }

    Task<IReadOnlyList<string?>?> FindAsync(T what, string? text = null, int count = 3, CancellationToken cancellationToken = default);
}

public delegate bool Chooser<T>(T? item, out string reason);

[Flags]
public enum Marks
{
    None = 0,
    Second = 2,
    First = 1,
}

public sealed class Page<T>
{
    public Page(IReadOnlyList<T> items) => Items = items;

    public IReadOnlyList<T> Items { get; }

    public T First => Items[0];

    public T? FirstOrNone => default;

    public Dictionary<string, T?[]?>? Keyed => null;

    public static Page<T> From(IEnumerable<Page<T>> pages) => pages.First();

    public IReadOnlyDictionary<TKey, T> KeyedBy<TKey>(Func<T, TKey> key)
        where TKey : notnull => null!;

    [return: NotNullIfNotNull(nameof(or))]
    public T? Last(T? or) => or;

    public IAsyncEnumerator<Row<int>> Rows() => null!;

    public struct Row<TCell>
        where TCell : struct
    {
        public TCell? Cell => null;
    }
}

public readonly record struct Point(int X)
{
    public static implicit operator Point(int x) => new(x);
}

public abstract class Parent
{
    public const string Word = "a \"word\"";

    protected Parent(string[] names, params int[]? numbers)
    {
    }

    private protected Parent()
    {
    }

    public event EventHandler? Changed;

    [Obsolete("Use Fresh.")]
    public string Old { get; protected set; } = "";

    public required IDictionary<string, long?> Fresh { get; init; }

    public string this[int index] => "";

    public abstract void Do(ref int counter, in Point point);

    protected virtual TValue Make<TValue>(Func<TValue, string?> maker)
        where TValue : class => null!;

    internal void Hidden()
    {
    }

    private void HiddenToo()
    {
    }


    protected sealed class Inner;
}

public sealed class Child : Parent
{
    public override void Do(ref int counter, in Point point)
    {
    }

    public override string ToString() => "";
}

public static class ParentExtensions
{
    public static void Extend(this Parent parent, Marks marks = Marks.First)
    {
    }
}

internal sealed class Invisible
{
    public void Seen()
    {
    }
}
