namespace Iterable.Generated;

/// <summary>The headers a caller adds. Messages name a header and never its value.</summary>
internal static class ExtraHeaders
{
    private static readonly string[] Own = ["Api-Key", "Api_Key", "Authorization", "Host", "Transfer-Encoding", "Connection"];

    public static KeyValuePair<string, string>[] Merge(KeyValuePair<string, string>[] before, IDictionary<string, string> added)
    {
        if (added.Count == 0)
            return before;

        var merged = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in before.Concat(added))
            merged[header.Key] = header.Value;
        foreach (var header in added)
            Check(header.Key, header.Value);

        return [.. merged];
    }

    private static void Check(string name, string? value)
    {
        if (Own.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw Refused(name, "is set by the client itself");
        if (value is null || value.Any(c => c is '\r' or '\n' or '\0'))
            throw Refused(name, "has no value, or one with a line break");

        using var message = new HttpRequestMessage();
        if (!message.Headers.TryAddWithoutValidation(name, value))
            throw Refused(name, "is no name for a header of a request; those of the content are set by the client itself");
    }

    private static ArgumentException Refused(string name, string reason) =>
        new($"{nameof(IterableCallOptions)}.{nameof(IterableCallOptions.Headers)}: '{name}' {reason}.", "options");
}
