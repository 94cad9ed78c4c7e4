using System.Net;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>A call that failed: the service refused it, could not be reached, or answered something unreadable.</summary>
/// <remarks>
/// <see cref="Exception.Message" /> and <see cref="Exception.ToString" /> are safe to log: they hold the operation, the path
/// template and the status, never an e-mail address, a key, a value that was sent or a text that came back. What the service
/// said is in the properties; a logger that writes those writes personal data.
/// </remarks>
public class IterableException : Exception
{
    /// <summary>Makes an exception that knows no more than a message.</summary>
    /// <param name="message">What failed, without personal data.</param>
    public IterableException(string message)
        : this(message, new IterableErrorDetails())
    {
    }

    /// <summary>Makes an exception that knows no more than a message and a cause.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableException(string message, Exception? innerException)
        : this(message, new IterableErrorDetails(), innerException)
    {
    }

    /// <summary>Makes an exception for an answer of the service.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, innerException)
    {
        if (details is null)
            throw new ArgumentNullException(nameof(details));

        Operation = details.Operation;
        StatusCode = details.StatusCode;
        Code = details.Code;
        ApiMessage = details.ApiMessage;
        Params = details.Params;
        ResponseBody = details.ResponseBody;
        RequestId = details.RequestId;
        SurelyNotSent = details.SurelyNotSent;
        Attempts = details.Attempts;
        AskedWait = details.RetryAfter;
    }

    /// <summary>The operation that was called, where there was one.</summary>
    public IterableOperation? Operation { get; }

    /// <summary>The HTTP status, or <see langword="null" /> when there was no answer. An unreadable answer may have status 200.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>
    /// The service's own code, such as <see cref="IterableResultCode.BadApiKey" /> or <see cref="IterableResultCode.RateLimitExceeded" />, where the answer held one. Do not judge by
    /// it alone: the service has been seen to refuse a call with status 400 and the code <c>Success</c>.
    /// </summary>
    public IterableResultCode? Code { get; }

    /// <summary>What the service said (its <c>msg</c>, or a plain text). It may hold personal data.</summary>
    public string? ApiMessage { get; }

    /// <summary>The particulars the service gave, such as <c>validationErrors</c>. They may hold personal data.</summary>
    public JObject? Params { get; }

    /// <summary>
    /// The answer as it came, up to its first 1,048,576 bytes. It may hold personal data. The key and the token of the call stand as
    /// <c>***</c> in it, in <see cref="ApiMessage" /> and in <see cref="Params" />: the service has been seen to repeat the headers of a request.
    /// </summary>
    public string? ResponseBody { get; }

    /// <summary>
    /// The service's id of the request, from the header <c>Iterable-Request-Id</c> of its answer, where it gave one. Iterable's support
    /// asks for it.
    /// </summary>
    public string? RequestId { get; }

    /// <summary>
    /// Whether it is certain that the service saw nothing of the call, in none of its attempts: it waited in vain for its turn or for a key, its
    /// name was not found, or there was no connection or no TLS. When <see langword="false" />, the call may have taken effect, unless the
    /// service refused it.
    /// </summary>
    public bool SurelyNotSent { get; internal set; }

    /// <summary>
    /// How often the request went to the transport, or 0 where it never came to that. Where something is wrong with what was answered (a page without its list,
    /// a list that does not end, a job that failed), it is the request that was answered so; where a window, a file or a question about a job was tried several times, all
    /// of those. Above 1, an attempt before the last one may have taken effect.
    /// </summary>
    public int Attempts { get; internal set; }

    /// <summary>What the failure says about trying again; who repeats anything asks here.</summary>
    internal virtual CallFailureKind FailureKind => StatusCode is { } status ? CallFailure.KindOf(status, Code?.Value) : CallFailureKind.Final;

    /// <summary>How long to wait before the next call, where the service or a limiter has asked for it.</summary>
    internal TimeSpan? AskedWait { get; }
}
