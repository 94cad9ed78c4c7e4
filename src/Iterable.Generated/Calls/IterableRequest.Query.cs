using System.Text;

namespace Iterable.Generated;

/// <content>The query: a value that is null, an empty open enum or an empty list is not sent; a list repeats its name.</content>
internal sealed partial class IterableRequest
{
    private StringBuilder? _query;
    private string? _lastQueryName;

    public IterableRequest Query(string name, string? value)
    {
        if (value is not null)
        {
            (_query is null ? _query = new StringBuilder("?") : _query.Append('&'))
                .Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            _lastQueryName = name;
        }

        return this;
    }

    public IterableRequest Query(string name, long? value) => Query(name, value is { } number ? WireText.From(number) : null);

    public IterableRequest Query(string name, decimal? value) => Query(name, value is { } number ? WireText.From(number) : null);

    public IterableRequest Query(string name, double? value)
    {
        if (value is { } number && (double.IsNaN(number) || double.IsInfinity(number)))
            throw new ArgumentOutOfRangeException(name, "A number that is not finite (NaN or infinity) cannot be sent.");

        return Query(name, value is { } finite ? WireText.From(finite) : null);
    }

    public IterableRequest Query(string name, bool? value) => Query(name, value is { } truth ? WireText.From(truth) : null);

    public IterableRequest Query(string name, IOpenEnum? value) => Query(name, value is { Value.Length: > 0 } ? value.Value : null);

    public IterableRequest Query(string name, DateTimeOffset? value, WireTimeFormat format) =>
        Query(name, value is { } time ? WireTime.Format(time, format) : null);

    public IterableRequest Query(string name, IEnumerable<string>? values) => Repeat(name, values, Query);

    public IterableRequest Query(string name, IEnumerable<long>? values) => Repeat(name, values, (key, value) => Query(key, value));

    public IterableRequest Query<T>(string name, IEnumerable<T>? values)
        where T : struct, IOpenEnum => Repeat(name, values, (key, value) => Query(key, value));

    /// <summary>Refuses a call whose last query value was nothing to send.</summary>
    public IterableRequest Required(string name) => _lastQueryName == name
        ? this
        : throw new ArgumentException($"{Operation} needs a {name}, and the one given is null or empty.", name);

    private string? FindInQuery(string name)
    {
        var query = _query?.ToString() ?? "";
        var before = Uri.EscapeDataString(name) + "=";
        for (var at = query.IndexOf(before, StringComparison.Ordinal); at > 0; at = query.IndexOf(before, at + 1, StringComparison.Ordinal))
        {
            if (query[at - 1] is not ('?' or '&'))
                continue;

            var start = at + before.Length;
            var end = query.IndexOf('&', start);
            return Uri.UnescapeDataString(end < 0 ? query.Substring(start) : query.Substring(start, end - start));
        }

        return null;
    }

    private IterableRequest Repeat<T>(string name, IEnumerable<T>? values, Func<string, T, IterableRequest> append)
    {
        foreach (var value in values ?? [])
            append(name, value);

        return this;
    }
}
