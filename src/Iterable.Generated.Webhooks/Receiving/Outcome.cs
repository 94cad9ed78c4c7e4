using Microsoft.AspNetCore.Http;

namespace Iterable.Generated;

/// <summary>What became of a request: how it is counted, what it is answered, and whether its handler failed.</summary>
internal sealed record Outcome(string Name, int Status, bool IsFailure = false)
{
    public static readonly Outcome Handled = new("handled", StatusCodes.Status200OK);
    public static readonly Outcome Duplicate = new("duplicate", StatusCodes.Status200OK);
    public static readonly Outcome Ignored = new("ignored", StatusCodes.Status200OK);
    public static readonly Outcome Failed = new("failed", StatusCodes.Status503ServiceUnavailable, IsFailure: true);
    public static readonly Outcome TimedOut = new("timed_out", StatusCodes.Status503ServiceUnavailable, IsFailure: true);
    public static readonly Outcome InProgress = new("in_progress", StatusCodes.Status503ServiceUnavailable);
    public static readonly Outcome FilterFailed = new("filter_failed", StatusCodes.Status503ServiceUnavailable);
    public static readonly Outcome Full = new("full", StatusCodes.Status503ServiceUnavailable);
    public static readonly Outcome Insecure = new("insecure", StatusCodes.Status403Forbidden);
    public static readonly Outcome Unauthorized = new("unauthorized", StatusCodes.Status401Unauthorized);
    public static readonly Outcome WrongContentType = new("wrong_content_type", StatusCodes.Status415UnsupportedMediaType);
    public static readonly Outcome TooLarge = new("too_large", StatusCodes.Status413PayloadTooLarge);
    public static readonly Outcome Malformed = new("malformed", StatusCodes.Status400BadRequest);
    public static readonly Outcome BodyLate = new("aborted", StatusCodes.Status503ServiceUnavailable);
    public static readonly Outcome Aborted = new("aborted", StatusCodes.Status400BadRequest);

    // Of Live Data: a journey takes its path for failures by the status, and goes on with nothing where there was no time for an answer.
    public static readonly Outcome Unanswered = new("failed", StatusCodes.Status500InternalServerError, IsFailure: true);
    public static readonly Outcome AnswerRefused = new("answer_refused", StatusCodes.Status500InternalServerError, IsFailure: true);
    public static readonly Outcome AnsweredEmpty = new("timed_out", StatusCodes.Status200OK, IsFailure: true);
}
