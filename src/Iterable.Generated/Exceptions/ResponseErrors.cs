namespace Iterable.Generated;

/// <summary>Makes the exceptions of calls. Here it is decided what a message may say.</summary>
internal static class ResponseErrors
{
    /// <summary>The exception for a status that is no success.</summary>
    public static async Task<IterableException> ReadAsync(
        IterableCall call, ApiBaseAddress asked, HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadErrorTextAsync(cancellationToken).ConfigureAwait(false);
        var envelope = ErrorEnvelope.Read(body);
        var kind = ErrorKinds.Of(response.StatusCode, envelope);
        var details = DetailsOf(call, response, body);
        var redaction = RedactionFor(call);
        details.Code = envelope.SafeCode ?? redaction.Hide(envelope.Code);
        details.ApiMessage = redaction.Hide(envelope.Message);
        details.Params = redaction.Hide(envelope.Params);
        details.BaseAddress = asked.Uri;
        details.RetryAfter = RetryAfter.Read(response, envelope, now) ?? (kind == ErrorKind.RateLimited ? RetryAfter.Pace(call.Operation) : null);
        return Make(kind, ErrorMessage.For(call, kind, details, envelope, asked), details);
    }

    /// <summary>The exception for a success whose body is not what the operation answers with.</summary>
    public static async Task<IterableException> UnreadableAsync(
        IterableCall call, HttpResponseMessage response, UnreadableJsonException reason, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadErrorTextAsync(cancellationToken).ConfigureAwait(false);
        var details = DetailsOf(call, response, body);
        return new IterableUnreadableResponseException(
            $"{call.Operation} was answered with HTTP {(int)response.StatusCode} and a body that could not be read: {reason.Message}{ErrorMessage.Ending(call, details)}",
            details);
    }

    /// <summary>The exception for a success that has more bytes than the options allow.</summary>
    public static IterableException TooLarge(IterableCall call, HttpResponseMessage response)
    {
        var details = DetailsOf(call, response, body: null);
        return new IterableUnreadableResponseException(
            FormattableString.Invariant($"{call.Operation} was answered with HTTP {(int)response.StatusCode} and a body of more than the {call.Settings.MaxResponseSize} bytes that {nameof(IterableClientOptions)}.{nameof(IterableClientOptions.MaxResponseSize)} allows.{ErrorMessage.Ending(call, details)}"),
            details);
    }

    /// <summary>The exception for a call that got no answer, or not all of it.</summary>
    public static IterableException NoAnswer(IterableOperation operation, Exception reason)
    {
        var details = new IterableErrorDetails { Operation = operation, SurelyNotSent = TransportFailure.IsSurelyNotSent(reason) };
        if (TransportFailure.IsConnectTimeout(reason))
            return new IterableConnectionException($"{operation} was not sent: no connection to the service stood in time.", details);

        return reason is OperationCanceledException
            ? new IterableTimeoutException($"{operation} got no answer: the HttpClient gave up, because its timeout passed or because it was disposed.", details)
            : new IterableConnectionException($"{operation} got no answer: {TransportFailure.Describe(reason)}.", details);
    }

    /// <summary>The exception for an answer that does not say what is asked for, or <see langword="null" />.</summary>
    public static IterableException? Disguised(IterableCall call, HttpResponseMessage response, object result)
    {
        if (ErrorEnvelope.OfSuccess(result) is { } envelope)
            return Refused(call, response, envelope);

        // The one sentence by which the service tells that it tracked nothing.
        if (result is not IterableResponse { Msg: { } text } answer || text.IndexOf("is disallowed from tracking", StringComparison.Ordinal) < 0)
            return null;

        var details = DetailsOf(call, response, body: null);
        var redaction = RedactionFor(call);
        details.Code = redaction.Hide(answer.Code?.Value);
        details.ApiMessage = redaction.Hide(text);
        details.Params = redaction.Hide(answer.Params);
        return new IterableEventDisallowedException(
            $"{call.Operation} was answered with HTTP {(int)response.StatusCode}, and the event was not tracked: the project does not allow events of that name."
            + ErrorMessage.Ending(call, details),
            details);
    }

    /// <summary>The exception for a success whose code says that it is none.</summary>
    private static IterableException Refused(IterableCall call, HttpResponseMessage response, ErrorEnvelope envelope)
    {
        var redaction = RedactionFor(call);
        var details = DetailsOf(call, response, body: null);
        details.Code = envelope.SafeCode ?? redaction.Hide(envelope.Code);
        details.ApiMessage = redaction.Hide(envelope.Message);
        details.Params = redaction.Hide(envelope.Params);
        var kind = ErrorKinds.Of(response.StatusCode, envelope);
        details.RetryAfter = kind == ErrorKind.RateLimited ? RetryAfter.Pace(call.Operation) : null;
        var code = envelope.SafeCode is { } safe ? $"the code {safe}" : "a code that is not Success";
        return Make(
            kind,
            $"{call.Operation} was answered with HTTP {(int)response.StatusCode} and {code}: the service did not do what was asked.{ErrorMessage.Ending(call, details)}",
            details);
    }

    private static Redaction RedactionFor(IterableCall call) => new(call.ApiKey, call.Token);

    private static IterableErrorDetails DetailsOf(IterableCall call, HttpResponseMessage response, string? body) => new()
    {
        Operation = call.Operation,
        StatusCode = response.StatusCode,
        ResponseBody = RedactionFor(call).Hide(body),
        RequestId = RequestId.Of(response),
    };

    private static IterableException Make(ErrorKind kind, string message, IterableErrorDetails details) => kind switch
    {
        ErrorKind.BadRequest => new IterableBadRequestException(message, details),
        ErrorKind.UnknownUser => new IterableUnknownUserException(message, details),
        ErrorKind.FieldTypes => new IterableFieldTypesException(message, details),
        ErrorKind.Unauthorized => new IterableUnauthorizedException(message, details),
        ErrorKind.Forbidden => new IterableForbiddenException(message, details),
        ErrorKind.NotFound => new IterableNotFoundException(message, details),
        ErrorKind.Conflict => new IterableConflictException(message, details),
        ErrorKind.RateLimited => new IterableRateLimitedException(message, details),
        ErrorKind.Server => new IterableServerException(message, details),
        _ => new IterableException(message, details),
    };
}
