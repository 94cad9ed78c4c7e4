using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Makes calls: a request goes into the handlers, and what comes back is a result or an <see cref="IterableException" />.
/// It has no state of its own, so any number of threads may use one.
/// </summary>
internal sealed class CallInvoker(CallSender sender, ApiBaseAddress baseAddress, CallSettings settings, CallTelemetry telemetry, TimeProvider time, IWebProxy? proxy)
{
    private const string Json = "application/json";
    private const string Anything = "*/*";

    /// <summary>The address every call goes to.</summary>
    public ApiBaseAddress BaseAddress => baseAddress;

    /// <summary>The same with other settings.</summary>
    public CallInvoker With(IterableCallOptions options) => new(sender, baseAddress, settings.With(options), telemetry, time, proxy);

    /// <summary>The same for calls that are made once, because whoever makes them decides what to do when they fail.</summary>
    public CallInvoker WithoutRetries() => new(sender, baseAddress, settings.WithoutRetries(), telemetry, time, proxy);

    /// <summary>What the client tells the outside.</summary>
    public CallTelemetry Telemetry => telemetry;

    /// <summary>The proxy of the client's own transports, for what is not fetched by calls.</summary>
    public IWebProxy? Proxy => proxy;

    /// <summary>The clock of the client.</summary>
    public TimeProvider Time => time;

    /// <summary>The longest wait that the service can ask of a call.</summary>
    public TimeSpan LongestWait => settings.LongestWait;

    /// <summary>The rate limit of an operation: what the plan of the user allows, or what is published.</summary>
    public IterableRateLimit? LimitOf(IterableOperation operation) => settings.LimitOf(operation);

    /// <summary>Tells the outside that something above begins to wait before its next call.</summary>
    public void Waiting(IterableOperation operation, TimeSpan wait, string reason) => telemetry.Waiting(operation, wait, reason);

    /// <summary>Tells the outside that something above makes a call anew after a wait.</summary>
    public void Retrying(IterableOperation operation, string reason, TimeSpan delay, int attempts) => telemetry.Retrying(operation, reason, delay, attempts);

    /// <summary>Sends a call whose answer holds nothing of interest.</summary>
    public async Task SendAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        using var response = await InvokeAsync(Begin(request, Json, HttpCompletionOption.ResponseContentRead, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a call and reads its JSON answer. Only one that confirms the call and tells nothing else may be empty.</summary>
    public async Task<T> SendAsync<T>(IterableRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var call = Begin(request, Json, HttpCompletionOption.ResponseContentRead, cancellationToken);
        HttpResponseMessage answer;
        try
        {
            answer = await InvokeAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (IterableUnknownUserException) when (request.Operation.EmptyForUnknownUser && IterableJson.TryEmptyObject<T>() is not null)
        {
            return IterableJson.EmptyObject<T>();
        }

        using var response = answer;
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        T result;
        try
        {
            result = IterableJson.Deserialize<T>(body)
                ?? Nothing<T>() ?? throw new UnreadableJsonException("it is empty.");
        }
        catch (UnreadableJsonException e)
        {
            throw Counted(call, await ResponseErrors.UnreadableAsync(call, response, e, cancellationToken).ConfigureAwait(false));
        }

        if (result is IterableModel model)
            model.Origin = new AnswerOrigin(response.StatusCode, RequestId.Of(response), call.Attempts);

        var said = Said(result, body);
        if (ResponseErrors.Disguised(call, response, said) is { } error)
            throw Counted(call, error);
        if (Missing(call.Operation, said) is { } member)
        {
            throw Counted(call, await ResponseErrors.UnreadableAsync(
                call, response, new UnreadableJsonException($"it has no {member}, without which it does not tell what was done."), cancellationToken).ConfigureAwait(false));
        }

        return result;
    }

    /// <summary>Sends a call and reads its answer as text.</summary>
    public Task<string> SendForTextAsync(IterableRequest request, CancellationToken cancellationToken) => SendForTextAsync(request, static (_, _, _) => null, cancellationToken);

    /// <summary>The same for a text that may turn out to be another one than was asked for: the exception for it then.</summary>
    public async Task<string> SendForTextAsync(IterableRequest request, Func<IterableCall, HttpResponseMessage, string, IterableException?> fault, CancellationToken cancellationToken)
    {
        var call = Begin(request, Anything, HttpCompletionOption.ResponseContentRead, cancellationToken);
        using var response = await InvokeAsync(call, cancellationToken).ConfigureAwait(false);
        var text = await ReadTextAsync(call, response, cancellationToken).ConfigureAwait(false);
        return fault(call, response, text) is { } error ? throw Counted(call, error) : text;
    }

    /// <summary>Sends a call and reads its answer as a number that stands there alone.</summary>
    public async Task<long> SendForNumberAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        var call = Begin(request, Anything, HttpCompletionOption.ResponseContentRead, cancellationToken);
        using var response = await InvokeAsync(call, cancellationToken).ConfigureAwait(false);
        var text = await ReadTextAsync(call, response, cancellationToken).ConfigureAwait(false);
        return long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Counted(call, await ResponseErrors.UnreadableAsync(call, response, new UnreadableJsonException("it is no number."), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sends a call and hands out its answer before its body has arrived.</summary>
    public async Task<(IterableCall Call, HttpResponseMessage Response)> OpenAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        var call = Begin(request, Anything, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return (call, await InvokeAsync(call, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What an empty answer is read as, where it may be one.</summary>
    private static T? Nothing<T>()
        where T : class =>
        typeof(T) == typeof(IterableResponse) ? IterableJson.EmptyObject<T>()
        : typeof(T) == typeof(JToken) ? (T)(object)JValue.CreateNull()
        : null;

    private static string? Missing(IterableOperation operation, object said)
    {
        foreach (var name in operation.Answer)
        {
            // What does not fit a member of a model is kept beside it, as it came.
            var value = IterableJson.Member(said, name);
            if ((value is null or JValue { Type: JTokenType.Null } || (value is JValue && said is IterableModel)) && IterableJson.Member(said, "code") is null)
                return name;
        }

        return null;
    }

    // A class of the caller's need not have the members in which the service says that it failed.
    private static object Said(object result, Stream body)
    {
        if (result is IterableModel or JToken || !body.CanSeek || !IsObject(body))
            return result;

        body.Position = 0;
        return IterableJson.Deserialize<JToken>(body)!;
    }

    // Lists, which can be long, are not read a second time.
    private static bool IsObject(Stream body)
    {
        body.Position = 0;
        int first;
        do
            first = body.ReadByte();
        while (first is ' ' or '\t' or '\r' or '\n' or 0xEF or 0xBB or 0xBF);
        return first == '{';
    }

    private static async Task<string> ReadTextAsync(IterableCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAllTextAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (UnreadableJsonException e)
        {
            throw await ResponseErrors.UnreadableAsync(call, response, e, cancellationToken).ConfigureAwait(false);
        }
    }

    private IterableCall Begin(IterableRequest request, string accept, HttpCompletionOption completion, CancellationToken cancellationToken) =>
        new(request, settings, accept, sender.UserAgent, completion, time.GetTimestamp(), cancellationToken);

    private async Task<HttpResponseMessage> InvokeAsync(IterableCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (sender.IsDisposed)
            throw Disposed();

        if (settings.GeneratesIds && call.Request is { RetrySafety: IterableRetrySafety.WithId, Body: { } body })
            RecordIds.Complete(body, static () => Guid.NewGuid().ToString("N"));

        if (call.Request.Body is ISchedulable { Schedule: var (at, member, days) } && at > time.GetUtcNow().AddDays(days))
            throw new ArgumentException($"{call.Operation} cannot be sent: its {member} lies more than {days} days ahead, and the service takes no later one.", "request");

        using var message = CreateMessage(call);
        using var bound = new TimeBound(time, settings.Timeout, cancellationToken);
        HttpResponseMessage response;
        try
        {
            response = await sender.SendAsync(message, bound.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && (e as OperationCanceledException)?.CancellationToken != cancellationToken && TransportFailure.Is(e, default))
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (sender.IsDisposed && !cancellationToken.IsCancellationRequested && e is ObjectDisposedException or OperationCanceledException)
        {
            throw Disposed();
        }
        catch (Exception e) when (bound.IsOver && TransportFailure.Is(e, cancellationToken))
        {
            throw Counted(call, new IterableTimeoutException(
                FormattableString.Invariant($"{call.Operation} did not end in {settings.Timeout.TotalSeconds:0.###} s, after {call.Attempts} attempts."),
                new IterableErrorDetails { Operation = call.Operation }));
        }
        catch (Exception e) when (TransportFailure.Is(e, cancellationToken))
        {
            throw Counted(call, ResponseErrors.NoAnswer(call.Operation, e));
        }
        catch (IterableException e)
        {
            Counted(call, e);
            throw;
        }

        if (settings.OnResponse is { } onResponse)
            Tell(onResponse, call, response);
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw Counted(call, await ResponseErrors.ReadAsync(call, baseAddress, response, time.GetUtcNow(), cancellationToken).ConfigureAwait(false));
    }

    private static T Counted<T>(IterableCall call, T exception)
        where T : IterableException
    {
        exception.Attempts = call.Attempts;
        exception.SurelyNotSent = !call.MayHaveArrived;
        return exception;
    }

    private static ObjectDisposedException Disposed() =>
        new(nameof(IterableClient), "The client was disposed. Make one client for a project and keep it for as long as calls are made.");

    private HttpRequestMessage CreateMessage(IterableCall call)
    {
        var message = call.Request.CreateMessage(baseAddress);
        call.AddHeaders(message);
        call.HeaderCount = RequestTemplate.CountHeaders(message);
        message.SetCall(call);
        return message;
    }

    private void Tell(Action<IterableResponseInfo> onResponse, IterableCall call, HttpResponseMessage response)
    {
        try
        {
            onResponse(new IterableResponseInfo(call, response, time.GetElapsedTime(call.StartedAt)));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
