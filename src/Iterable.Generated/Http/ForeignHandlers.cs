namespace Iterable.Generated;

/// <summary>What handlers of others come to, in the words of this client.</summary>
internal static class ForeignHandlers
{
    private const string Rejection = "Polly.ExecutionRejectedException";

    /// <summary>
    /// The exception of this client for one by which a resilience handler refuses or ends a request, or <see langword="null" />. The type is
    /// known by its name, since a process can hold Polly in two versions.
    /// </summary>
    public static IterableException? Translate(Exception exception, IterableOperation operation, bool surelyNotSent)
    {
        if (!IsRejection(exception.GetType()))
            return null;

        var details = new IterableErrorDetails { Operation = operation, SurelyNotSent = surelyNotSent };
        var kind = exception.GetType().Name;
        return kind == "TimeoutRejectedException"
            ? new IterableTimeoutException($"{operation} got no answer in the time that a handler beneath the client allows ({kind}); see {nameof(IterableClientOptions)}.{nameof(IterableClientOptions.KeepResilienceHandlers)}.", details)
            : new IterableConnectionException($"{operation} was refused by a handler beneath the client ({kind}); see {nameof(IterableClientOptions)}.{nameof(IterableClientOptions.KeepResilienceHandlers)}.", details);
    }

    /// <summary>The exception for an answer that a handler threw away to ask again.</summary>
    public static IterableException Repeated(IterableOperation operation) => new IterableConnectionException(
        $"{operation} was answered, and a handler beneath the client threw the answer away to send the request again, which is refused: the client repeats calls itself.",
        new IterableErrorDetails { Operation = operation });

    private static bool IsRejection(Type? type) => type is not null && (type.FullName == Rejection || IsRejection(type.BaseType));
}
