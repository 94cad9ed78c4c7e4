#if NET
using System.Diagnostics.CodeAnalysis;
#endif
using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>The answer of a limiter that has nothing to take back.</summary>
internal sealed class PacedLease(bool acquired, TimeSpan? retryAfter) : RateLimitLease
{
    public static readonly PacedLease Granted = new(true, null);

    public override bool IsAcquired => acquired;

    public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

#if NET
    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
#else
    public override bool TryGetMetadata(string metadataName, out object? metadata)
#endif
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
        return metadata is not null;
    }
}
