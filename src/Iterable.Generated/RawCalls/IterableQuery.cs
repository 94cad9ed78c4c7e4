using System.Collections;

namespace Iterable.Generated;

/// <summary>The query of a call that is written out. What is <see langword="null" /> is not sent; a name can come several times, as lists do.</summary>
/// <example>
/// <code>
/// var query = new IterableQuery { { "listId", 42 }, { "preferUserId", true } };
/// </code>
/// </example>
public sealed class IterableQuery : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _values = [];

    /// <summary>Adds a text. It is escaped when it is sent.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value, or <see langword="null" /> to send none.</param>
    public void Add(string name, string? value)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException("A parameter has a name.", nameof(name));
        if (value is not null)
            _values.Add(new(name, value));
    }

    /// <summary>Adds a whole number, such as an id or a time in epoch milliseconds.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value, or <see langword="null" /> to send none.</param>
    public void Add(string name, long? value) => Add(name, value is { } number ? WireText.From(number) : null);

    /// <summary>Adds a number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value, or <see langword="null" /> to send none.</param>
    public void Add(string name, decimal? value) => Add(name, value is { } number ? WireText.From(number) : null);

    /// <summary>Adds a truth value, <c>true</c> or <c>false</c>.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value, or <see langword="null" /> to send none.</param>
    public void Add(string name, bool? value) => Add(name, value is { } truth ? WireText.From(truth) : null);

    /// <summary>Adds a point in time as <c>2026-11-26T09:30:00.000Z</c>, in UTC. Where a call takes another form, give a text or a number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value, or <see langword="null" /> to send none.</param>
    public void Add(string name, DateTimeOffset? value) => Add(name, value is { } time ? WireTime.Format(time, WireTimeFormat.Iso) : null);

    /// <summary>Adds a point in time in the same form. One that says nothing of its zone is UTC.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value, or <see langword="null" /> to send none.</param>
    public void Add(string name, DateTime? value) => Add(name, value is { } time
        ? time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, TimeSpan.Zero) : new DateTimeOffset(time)
        : (DateTimeOffset?)null);

    /// <summary>Adds a value of an open enum.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; <see langword="null" /> and one without a text send none.</param>
    public void Add(string name, IOpenEnum? value) => Add(name, value is { Value.Length: > 0 } ? value.Value : null);

    /// <summary>Adds a list of texts, each under the name.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="values">The values; <see langword="null" /> and none send nothing.</param>
    public void Add(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
            Add(name, value);
    }

    /// <summary>Adds a list of whole numbers, each under the name.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="values">The values; <see langword="null" /> and none send nothing.</param>
    public void Add(string name, IEnumerable<long>? values)
    {
        foreach (var value in values ?? [])
            Add(name, value);
    }

    /// <summary>The names and values as they will stand in the address, not yet escaped.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
