using System.Net;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>What an <see cref="IterableException" /> is made from; for those who make one in a test of their own.</summary>
public sealed class IterableErrorDetails
{
    /// <summary>The operation that was called.</summary>
    public IterableOperation? Operation { get; set; }

    /// <summary>The HTTP status, or <see langword="null" /> when there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; set; }

    /// <summary>The service's own code, such as <see cref="IterableResultCode.BadApiKey" />.</summary>
    public IterableResultCode? Code { get; set; }

    /// <summary>What the service said.</summary>
    public string? ApiMessage { get; set; }

    /// <summary>The particulars the service gave.</summary>
    public JObject? Params { get; set; }

    /// <summary>The answer as it came.</summary>
    public string? ResponseBody { get; set; }

    /// <summary>The service's id of the request.</summary>
    public string? RequestId { get; set; }

    /// <summary>How long to wait before the next call, where that is known.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Whether it is certain that the service saw nothing of the call.</summary>
    public bool SurelyNotSent { get; set; }

    /// <summary>How often the request went out.</summary>
    public int Attempts { get; set; }

    /// <summary>The address that was asked.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>What is taken out of everything the service said.</summary>
    internal Redaction Secrets { get; set; }

    /// <summary>What is known of the call that something was answered to.</summary>
    internal static IterableErrorDetails Of(IterableOperation operation, object? answer)
    {
        var origin = (answer as IterableModel)?.Origin;
        return new IterableErrorDetails { Operation = operation, StatusCode = origin?.Status, RequestId = origin?.RequestId, Attempts = origin?.Attempts ?? 0 };
    }

    /// <summary>Adds what the service said, without the secrets.</summary>
    internal IterableErrorDetails Saying(ErrorEnvelope envelope)
    {
        Code = envelope.SafeCode ?? Secrets.Hide(envelope.Code);
        ApiMessage = Secrets.Hide(envelope.Message);
        Params = Secrets.Hide(envelope.Params);
        return this;
    }
}
