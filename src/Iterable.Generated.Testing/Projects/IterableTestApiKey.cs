using System.Security.Cryptography;

namespace Iterable.Generated.Testing;

/// <summary>An API key of a test project.</summary>
public sealed class IterableTestApiKey
{
    internal IterableTestApiKey(IterableTestProject project, IterableKeyTypes type, bool requiresJwt)
    {
        Project = project;
        Type = type;
        JwtSecret = requiresJwt ? Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) : null;
    }

    /// <summary>The key itself: what goes into the <c>Api-Key</c> header. No two keys are the same.</summary>
    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What the service calls the key where it does not show it, in the answer to a call that the key may not make.</summary>
    public string Identifier { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <summary>The type of the key, which decides what it may call.</summary>
    public IterableKeyTypes Type { get; }

    /// <summary>The secret that signs the tokens which go beside a JWT-enabled key; <see langword="null" /> for a key that needs none.</summary>
    public string? JwtSecret { get; }

    /// <summary>The project it belongs to. It opens no other, and is unknown to the other data center.</summary>
    public IterableTestProject Project { get; }

    /// <summary>Takes the key back: from now on it is refused like one that never was.</summary>
    public void Revoke() => Project.DataCenter.Revoke(this);
}
