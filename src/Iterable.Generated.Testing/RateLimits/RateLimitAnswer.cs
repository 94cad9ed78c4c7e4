using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The answer to a call above its rate limit.</summary>
internal static class RateLimitAnswer
{
    public static TextAnswer Of(string message, JObject parameters) =>
        TextAnswer.Json(Envelope.Of("RateLimitExceeded", message, parameters), 429);

    public static JObject Parameters(int limit, int remaining, TimeSpan reset) => new()
    {
        ["rateLimitLimit"] = limit,
        ["rateLimitRemaining"] = remaining,
        ["rateLimitReset"] = reset.TotalSeconds,
    };
}
