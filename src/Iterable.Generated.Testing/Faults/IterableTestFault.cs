using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>An order for a fault. It says for which requests and how often; the method that says what goes wrong places it.</summary>
public sealed class IterableTestFault
{
    private readonly IterableTestFaults _faults;
    private Func<IterableTestRequest, bool> _applies;
    private int? _times = 1;
    private int _passes;

    internal IterableTestFault(IterableTestFaults faults, Func<IterableTestRequest, bool> applies) => (_faults, _applies) = (faults, applies);

    /// <summary>Limits the order to some requests.</summary>
    /// <param name="condition">Tells those that meet the fault. It is called while requests wait, and must not call the server.</param>
    /// <returns>This order.</returns>
    public IterableTestFault When(Func<IterableTestRequest, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var before = _applies;
        _applies = request => before(request) && condition(request);
        return this;
    }

    /// <summary>Says how many requests meet the fault. Without it, one does.</summary>
    /// <param name="count">How many.</param>
    /// <returns>This order.</returns>
    public IterableTestFault Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _times = count;
        return this;
    }

    /// <summary>Says that all requests meet the fault, until <see cref="IterableTestFaults.Clear" />.</summary>
    /// <returns>This order.</returns>
    public IterableTestFault Always()
    {
        _times = null;
        return this;
    }

    /// <summary>Lets some requests through before the fault: <c>After(2)</c> means from the third on. It counts all that the order is for, those too that meet another fault.</summary>
    /// <param name="count">How many pass.</param>
    /// <returns>This order.</returns>
    public IterableTestFault After(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _passes = count;
        return this;
    }

    /// <summary>Answers with a body as it is given; nothing else happens.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type.</param>
    public void Respond(HttpStatusCode status, string body = "", string contentType = "application/json")
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        Respond(new TextAnswer((int)status, contentType, body));
    }

    /// <summary>Answers with Iterable's envelope; nothing else happens.</summary>
    /// <param name="status">The status.</param>
    /// <param name="code">The <c>code</c>, for example <c>GenericError</c>.</param>
    /// <param name="message">The <c>msg</c>.</param>
    /// <param name="parameters">The <c>params</c>, as an anonymous object or a <see cref="JObject" />.</param>
    public void RespondError(HttpStatusCode status, string code, string message = "", object? parameters = null)
    {
        var members = parameters is null ? null : WireJson.Members(parameters);
        Respond(TextAnswer.Json(Envelope.Of(code, message, members), (int)status));
    }

    /// <summary>Answers with an HTML page, as gateways in front of the service do; nothing else happens.</summary>
    /// <param name="status">The status, for example 502.</param>
    /// <param name="title">The title of the page; without it, the name of the status.</param>
    public void RespondHtml(HttpStatusCode status, string? title = null) => Respond(TextAnswer.Html((int)status, title ?? $"{(int)status} {status}"));

    /// <summary>Answers that the rate limit is exceeded (429); nothing else happens.</summary>
    /// <param name="retryAfter">The wait for the <c>Retry-After</c> header, rounded up to seconds; without it there is no such header.</param>
    /// <param name="rateLimitReset">The wait for <c>params.rateLimitReset</c>, in seconds; without it <c>params</c> is empty.</param>
    public void RateLimited(TimeSpan? retryAfter = null, TimeSpan? rateLimitReset = null)
    {
        var parameters = new JObject();
        if (rateLimitReset is { } reset)
            parameters = RateLimitAnswer.Parameters(limit: 1, remaining: 0, reset);
        var answer = RateLimitAnswer.Of("Exceeded rate limit.", parameters);
        if (retryAfter is { } wait)
            answer.Headers["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        Respond(answer);
    }

    /// <summary>Answers as the storage of export files does over a link whose time has passed: 403, with an XML body. The file is not handed out.</summary>
    public void RespondExpiredLink() => Respond(TextAnswer.ExpiredLink());

    /// <summary>Waits before the request is looked at, on the server's clock. What was ordered next happens then.</summary>
    /// <param name="time">How long.</param>
    public void Delay(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Place(plan => plan.Delay += time);
    }

    /// <summary>
    /// Cuts the connection before a byte of an answer; nothing else happens. Over a connection that was used before, .NET's handler
    /// by itself sends a request without a body a second time: such a call meets the fault only with <see cref="Times" /> above 1.
    /// </summary>
    public void CutConnection() => Place(plan => plan.CutsConnection = true);

    /// <summary>Does what the request asks, then cuts the connection without an answer.</summary>
    public void LoseAnswer() => Place(plan => plan.LosesAnswer = true);

    /// <summary>Answers, and cuts the connection in the middle of the body. A body that is shorter comes whole.</summary>
    /// <param name="afterBytes">How many bytes of the body come.</param>
    public void CutBody(long afterBytes = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        Place(plan => plan.BodyBreak = new BodyBreak(afterBytes));
    }

    /// <summary>Answers, and lets the body stand still in the middle for a time on the server's clock, then go on.</summary>
    /// <param name="afterBytes">How many bytes of the body come before.</param>
    /// <param name="time">How long nothing comes.</param>
    public void StallBody(long afterBytes, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Place(plan => plan.BodyBreak = new BodyBreak(afterBytes, Stall: time));
    }

    /// <summary>
    /// Answers, and ends the body in the middle as if it were whole, as the service does with exports it cannot finish: half a line, or
    /// an error object among the records. A body that is shorter comes whole.
    /// </summary>
    /// <param name="afterBytes">How many bytes of the body come.</param>
    /// <param name="ending">What comes after them.</param>
    public void EndBody(long afterBytes, string ending = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        ArgumentNullException.ThrowIfNull(ending);
        Place(plan => plan.BodyBreak = new BodyBreak(afterBytes, Ending: ending));
    }

    private void Respond(Answer answer) => Place(plan => plan.Answer = answer);

    private void Place(Action<FaultPlan> apply) => _faults.Add(new OrderedFault(_applies, _passes, _times, apply));
}
