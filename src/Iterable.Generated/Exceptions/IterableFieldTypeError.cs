using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>One field that was sent with another type than the project holds for it.</summary>
public sealed class IterableFieldTypeError
{
    private const string Separator = ":::";

    /// <summary>Reads an entry of <c>validationErrors</c>; what it lacks stays empty.</summary>
    /// <param name="key">The key of the entry, such as <c>project:::signupCount</c>.</param>
    /// <param name="entry">The value of the entry.</param>
    public IterableFieldTypeError(string key, JObject? entry)
    {
        if (key is null)
            throw new ArgumentNullException(nameof(key));

        var at = key.IndexOf(Separator, StringComparison.Ordinal);
        Scope = at < 0 ? null : key.Substring(0, at);
        Field = at < 0 ? key : key.Substring(at + Separator.Length);
        ExpectedType = (string?)(entry?["expectedType"] as JValue);
        IncomingTypes = entry?["incomingTypes"] switch
        {
            JArray types => types.Select(type => type.ToString()).ToArray(),
            JValue { Value: not null } type => [type.ToString()],
            _ => [],
        };
        Category = (string?)(entry?["category"] as JValue);
        OffendingValue = entry?["offendingValue"];
    }

    /// <summary>What the field belongs to: the project for a field of users, or an event's name.</summary>
    public string? Scope { get; }

    /// <summary>The field, with dots between the levels of nested ones.</summary>
    public string Field { get; }

    /// <summary>The type the project holds for the field, such as <c>date</c> or <c>long</c>.</summary>
    public string? ExpectedType { get; }

    /// <summary>The types the value that was sent could have.</summary>
    public IReadOnlyList<string> IncomingTypes { get; }

    /// <summary>What kind of record the field is of, such as <c>user</c>.</summary>
    public string? Category { get; }

    /// <summary>The value that was sent, of any JSON type. It may be personal data.</summary>
    public JToken? OffendingValue { get; }

    /// <summary>The field and the types, without the value.</summary>
    /// <returns>For example <c>signupCount: expected long, got string</c>.</returns>
    public override string ToString() => $"{Field}: expected {ExpectedType ?? "another type"}, got {(IncomingTypes.Count == 0 ? "this one" : string.Join(" or ", IncomingTypes))}";
}
