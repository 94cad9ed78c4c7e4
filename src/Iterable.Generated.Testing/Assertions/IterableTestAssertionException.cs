using System.Text;

namespace Iterable.Generated.Testing;

/// <summary>
/// What a test expected of the server is not so. The message says what is there instead. Every test framework reports it as a
/// failure, since it belongs to none.
/// </summary>
public sealed class IterableTestAssertionException : Exception
{
    private const int MaxListed = 20;

    private IterableTestAssertionException(string message)
        : base(message)
    {
    }

    internal static IterableTestAssertionException Because(string expectation, string title, IEnumerable<object> found)
    {
        var all = found.ToArray();
        var message = new StringBuilder(expectation).AppendLine();
        if (all.Length == 0)
            return new IterableTestAssertionException(message.Append(title).Append(": nothing.").ToString());

        message.Append(title).Append(':');
        foreach (var item in all.TakeLast(MaxListed))
            message.AppendLine().Append("  ").Append(item);
        if (all.Length > MaxListed)
            message.AppendLine().Append($"  (and {all.Length - MaxListed} before these)");
        return new IterableTestAssertionException(message.ToString());
    }
}
