using System.Security.Cryptography;

namespace Iterable.Generated.Testing;

/// <summary>An API key of a test project.</summary>
public sealed class IterableTestApiKey
{
    internal IterableTestApiKey(IterableTestProject project, IterableKeyType type, string? jwtSecret, string? value)
    {
        Project = project;
        Type = type;
        JwtSecret = jwtSecret;
        Value = value ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>The key itself: what goes into the <c>Api-Key</c> header. No two keys of a data center are the same.</summary>
    public string Value { get; }

    /// <summary>What the service calls the key where it does not show it, in the answer to a call that the key may not make.</summary>
    public string Identifier { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <summary>The type of the key, which decides what it may call.</summary>
    public IterableKeyType Type { get; }

    /// <summary>The secret that signs the tokens which go beside a JWT-enabled key; <see langword="null" /> for a key that needs none.</summary>
    public string? JwtSecret { get; }

    /// <summary>The project it belongs to. It opens no other, and is unknown to the other data center.</summary>
    public IterableTestProject Project { get; }

    /// <exception cref="ArgumentException">The text cannot stand in a header.</exception>
    internal static void CheckValue(string value, string parameterName)
    {
        if (value.Length == 0 || value.Any(character => character is <= ' ' or > '~'))
            throw new ArgumentException("An API key is not empty, and has printable ASCII characters without spaces.", parameterName);
    }

    /// <summary>Takes the key back: from now on it is refused like one that never was.</summary>
    public void Revoke() => Project.DataCenter.Revoke(this);
}
