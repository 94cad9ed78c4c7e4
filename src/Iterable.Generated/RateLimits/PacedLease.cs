#if NET
using System.Diagnostics.CodeAnalysis;
#endif
using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>The answer of a limiter that has nothing to take back.</summary>
internal sealed class PacedLease : RateLimitLease
{
    public static readonly PacedLease Granted = new();

    public PacedLease(PacedRefusal refusal, TimeSpan retryAfter, TimeSpan hold)
    {
        Refusal = refusal;
        RetryAfter = retryAfter;
        Hold = hold;
    }

    private PacedLease()
    {
    }

    public PacedRefusal? Refusal { get; }

    public TimeSpan? RetryAfter { get; }

    /// <summary>How much of that the service has asked for.</summary>
    public TimeSpan Hold { get; }

    public override bool IsAcquired => Refusal is null;

    public override IEnumerable<string> MetadataNames => RetryAfter is null ? [] : [MetadataName.RetryAfter.Name];

#if NET
    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
#else
    public override bool TryGetMetadata(string metadataName, out object? metadata)
#endif
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? RetryAfter : null;
        return metadata is not null;
    }
}
