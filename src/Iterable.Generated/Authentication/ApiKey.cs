namespace Iterable.Generated;

/// <summary>What an API key may look like. Messages tell what is wrong with one and never repeat it.</summary>
internal static class ApiKey
{
    public static string Checked(string? key)
    {
        if (string.IsNullOrEmpty(key))
            throw Refused("is empty");

        for (var i = 0; i < key!.Length; i++)
        {
            if (key[i] is <= ' ' or > '~')
                throw Refused($"has a {Describe(key[i])} at position {i + 1} of {key.Length}; it was probably copied with it");
        }

        return key;
    }

    /// <summary>A name for a key that does not give it away.</summary>
    public static string Fingerprint(string key)
    {
        using var sha = System.Security.Cryptography.SHA256.Create();
        var hash = sha.ComputeHash(System.Text.Encoding.UTF8.GetBytes(key));
        return BitConverter.ToString(hash, 0, 8).Replace("-", "").ToLowerInvariant();
    }

    private static string Describe(char c) => c switch
    {
        ' ' or '\t' => "space",
        '\r' or '\n' => "line break",
        < ' ' or '\x7f' => "control character",
        _ => "character outside ASCII",
    };

    private static ArgumentException Refused(string reason) => new(
        $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.ApiKey)} {reason}. "
        + "An API key is printable ASCII without spaces; a project's keys are made in its settings under API keys.", "options");
}
