using System.Net;
using System.Text;
using Iterable.Generated;
using Newtonsoft.Json;

namespace Iterable.Fuzz.Readers;

/// <summary>What a client reads of answers: bodies of successes and refusals, and <c>Retry-After</c>.</summary>
internal static class Answers
{
    private const string User = $$$$"""{"user":{"email":"{{{{Reader.Planted}}}}","userId":"u1","dataFields":{"city":"Zürich","signupDate":"2021-04-14 16:49:02 +00:00","n":[1,2.5,null]}}}""";
    private const string Refusal = $$$"""{"msg":"{{{Reader.Planted}}} is too much","code":"RateLimitExceeded","params":{"rateLimitReset":2.5,"rateLimitLimit":100,"ip":"{{{Reader.Planted}}}"}}""";
    private static readonly string[] Words = ["\"msg\":", "\"code\":", "\"params\":", "\"error\":", "\"dataFields\":", "\"user\":", "error.users.notFound", "InvalidUserEmail", "<html>", "rateLimitReset", "Retry-After"];

    // A digit in front chooses one.
    private static readonly int[] Statuses = [400, 401, 403, 404, 409, 413, 429, 500, 502, 302];

    public static IReadOnlyList<Reader> All { get; } =
    [
        new("answers", [User, "{}", Refusal, $"<html>{Reader.Planted}</html>", "null"], Words, (input, pieces) => CallAsync(200, input, pieces, retryAfter: null)),
        new(
            "errors",
            [.. Enumerable.Range(0, Statuses.Length).Select(status => $"{status}{Refusal}"), $$$"""0{"error":{"status":400},"message":"{{{Reader.Planted}}}","code":"error.catalogs.notFound","data":{"id":1}}""", $"8<html>{Reader.Planted}</html>", $"7{Reader.Planted}", "7"],
            Words,
            (input, pieces) => CallAsync(input.Length > 0 && input[0] is >= (byte)'0' and <= (byte)'9' ? Statuses[input[0] - '0'] : 400, input.Length > 0 ? input[1..] : input, pieces, retryAfter: null)),
        new(
            "retry-after",
            ["2", "0", "120", "Wed, 14 Apr 2021 16:50:02 GMT", "Wednesday, 14-Apr-21 16:50:02 GMT", "Wed Apr 14 16:50:02 2021", "2.5", "-1"],
            ["GMT", "Thu, ", "9999", "2147483648", ", ", ";", "+00:00"],
            (input, _) => CallAsync(429, "{}"u8.ToArray(), [], Encoding.Latin1.GetString(input)), IsWhole: true),
    ];

    private static async Task<Outcome> CallAsync(int status, byte[] body, int[] pieces, string? retryAfter)
    {
        var outcome = new Outcome();
        var options = new IterableClientOptions { ApiKey = "4d2f1c0b9a8e7d6c5b4a39281706f5e4", TimeProvider = new StandingClock(), Timeout = Timeout.InfiniteTimeSpan, AttemptTimeout = Timeout.InfiniteTimeSpan };
        options.Retry.MaxRetries = 0;
        using var http = new HttpClient(new Service(() => Answer(status, body, pieces, retryAfter))) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new IterableClient(options, http);
        try
        {
            outcome.Add(JsonConvert.SerializeObject(await client.Users.GetUserByEmailAsync(Reader.Planted)));
        }
        catch (IterableException e)
        {
            outcome.Fail(e);
            outcome.Add($"{e.StatusCode} {e.Code} {e.ApiMessage} {e.Params} {e.ResponseBody}");
            if (e is IterableRateLimitedException { RetryAfter: { } wait } && (wait <= TimeSpan.Zero || wait > TimeSpan.FromDays(7)))
                throw new InvalidOperationException($"A wait of {wait}.");
        }

        return outcome;
    }

    private static HttpResponseMessage Answer(int status, byte[] body, int[] pieces, string? retryAfter)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new PiecesStream(body, pieces)) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (retryAfter is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response;
    }

    private sealed class Service(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }

    /// <summary>Says one time for ever, and never ends a wait: a first call has none.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2021, 4, 14, 16, 49, 2, TimeSpan.Zero);

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
