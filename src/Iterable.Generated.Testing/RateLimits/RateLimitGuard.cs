using System.Collections.Concurrent;

namespace Iterable.Generated.Testing;

/// <summary>Holds calls to the limits that the document has for their operations. All projects of a server are of one organization.</summary>
internal sealed class RateLimitGuard(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string OperationId, string Scope), TokenBucket> _buckets = new();

    /// <summary>What to answer a call above its limit; <see langword="null" /> for one within it.</summary>
    public Answer? Check(ApiOperation operation, IterableTestApiKey key, string path)
    {
        if (operation.RateLimit is not { } limit)
            return null;

        var scope = limit.Scope switch
        {
            "api-key" => key.Value,
            "organization" => "",
            _ => key.Project.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        if (_buckets.GetOrAdd((operation.Id, scope), _ => new TokenBucket(limit, clock)).Take() is not { } wait)
            return null;

        // Only the operations that declare a body for this status tell how long to wait.
        var tells = operation.Responses.Any(response => response is { Status: 429, Json: not null });
        return RateLimitAnswer.Of(
            FormattableString.Invariant($"Exceeded rate limit of {limit.Permits:F1} per {Unit(limit.Window)} for endpoint: {path}, project: {key.Project.Id} "),
            tells ? RateLimitAnswer.Parameters(limit.Permits, 0, wait) : []);
    }

    private static string Unit(TimeSpan window) => window.TotalSeconds switch
    {
        1 => "second",
        60 => "minute",
        var seconds => FormattableString.Invariant($"{seconds} seconds"),
    };
}
