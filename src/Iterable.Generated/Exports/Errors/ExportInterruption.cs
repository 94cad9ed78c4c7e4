namespace Iterable.Generated;

/// <summary>Why an export ended before its end.</summary>
public enum ExportInterruption
{
    /// <summary>The connection broke.</summary>
    ConnectionBroken,

    /// <summary>The body ended inside of a record: of an object, of a quoted field, or of a row of CSV that has no line end.</summary>
    IncompleteRecord,

    /// <summary>The service sent nothing for longer than <see cref="ExportReadOptions.IdleTimeout" />.</summary>
    Stalled,

    /// <summary>In the place of a record came the service's message of an error.</summary>
    ErrorInBody,
}
