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
        var details = DetailsOf(call, response, body).Saying(envelope);
        details.BaseAddress = asked.Uri;
        details.RetryAfter = RetryAfter.Read(response, envelope, now) ?? (kind == ErrorKind.RateLimited ? RetryAfter.Pace(call.Limit) : null);
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
        var details = DetailsOf(call, response);
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

        var details = DetailsOf(call, response);
        details.Code = details.Secrets.Hide(answer.Code?.Value);
        details.ApiMessage = details.Secrets.Hide(text);
        details.Params = details.Secrets.Hide(answer.Params);
        return new IterableEventDisallowedException(
            $"{call.Operation} was answered with HTTP {(int)response.StatusCode}, and the event was not tracked: the project does not allow events of that name."
            + ErrorMessage.Ending(call, details),
            details);
    }

    /// <summary>The exception for a success whose code says that it is none.</summary>
    private static IterableException Refused(IterableCall call, HttpResponseMessage response, ErrorEnvelope envelope)
    {
        var details = DetailsOf(call, response).Saying(envelope);
        var kind = ErrorKinds.Of(response.StatusCode, envelope);
        details.RetryAfter = kind == ErrorKind.RateLimited ? RetryAfter.Pace(call.Limit) : null;
        var code = envelope.SafeCode is { } safe ? $"the code {safe}" : "a code that is not Success";
        return Make(
            kind,
            $"{call.Operation} was answered with HTTP {(int)response.StatusCode} and {code}: the service did not do what was asked.{ErrorMessage.Ending(call, details)}",
            details);
    }

    /// <summary>What an exception says about a call that was answered.</summary>
    public static IterableErrorDetails DetailsOf(IterableCall call, HttpResponseMessage response, string? body = null)
    {
        var secrets = new Redaction(call.ApiKey, call.Token);
        return new IterableErrorDetails
        {
            Operation = call.Operation,
            StatusCode = response.StatusCode,
            ResponseBody = secrets.Hide(body),
            RequestId = RequestId.Of(response),
            Attempts = call.Attempts,
            Secrets = secrets,
        };
    }

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
