using System.Globalization;

namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>A record to be made by a lane.</summary>
/// <param name="Kind">What is the matter with it.</param>
/// <param name="User">Which of a few users or items it is about; the same ones come up again and again.</param>
/// <param name="Naming">By address, by userId or by both.</param>
/// <param name="Shouts">Whether its address is in capitals.</param>
/// <param name="Padding">How many bytes it has beside the rest.</param>
internal sealed record RecordPlan(RecordKind Kind, int User, Naming Naming, bool Shouts, int Padding);

internal enum Naming
{
    Email,
    UserId,
    Both,
}

/// <summary>What goes wrong with calls.</summary>
/// <param name="Kind">What.</param>
/// <param name="After">How many calls pass before, from the time it was ordered.</param>
/// <param name="Times">With how many calls.</param>
internal sealed record CallFault(FaultKind Kind, int After, int Times);

internal enum FaultKind
{
    RateLimited,
    InternalError,
    BadGateway,
    LostAnswer,
    CutConnection,
    PayloadTooLarge,
    BatchTooLarge,
    BadKey,
    NoCounters,
    NoJson,
    HalfAnAnswer,
}

/// <summary>Something that a user of a lane does, or that happens to it.</summary>
internal abstract record Step
{
    public sealed record Add(RecordPlan Record) : Step;

    public sealed record Wait(TimeSpan Time) : Step;

    public sealed record Fault(CallFault What) : Step;

    public sealed record Flush : Step;

    /// <summary>Adds with a token that is cancelled by then or soon.</summary>
    public sealed record AddCancelled(RecordPlan Record, TimeSpan After) : Step;

    /// <summary>Flushes with a token that is cancelled by then or soon.</summary>
    public sealed record FlushCancelled(TimeSpan After) : Step;

    /// <summary>Closes, with or without a token that is cancelled by then or soon.</summary>
    public sealed record Close(TimeSpan? After = null) : Step;

    /// <summary>Begins another step of a sender, and goes on while that is not over.</summary>
    public sealed record Meanwhile(Step Other) : Step;

    /// <summary>Cancels the sending of a stream, from where its records come from.</summary>
    public sealed record Cancel : Step;

    /// <summary>Breaks the source of a stream.</summary>
    public sealed record Break : Step;
}

/// <summary>How a lane is used: what is done, one after another, and in what circumstances.</summary>
internal sealed record Scenario
{
    public required IReadOnlyList<Step> Steps { get; init; }

    public required int Records { get; init; }

    public required int Bytes { get; init; }

    public required int Calls { get; init; }

    public required int? Pending { get; init; }

    public required int Resends { get; init; }

    public required TimeSpan Linger { get; init; }

    public required TimeSpan Drain { get; init; }

    /// <summary>More than this, and a gateway before the service refuses a call.</summary>
    public required int? GatewayBytes { get; init; }

    /// <summary>How long the user's handler, or the loop over the outcomes, takes for each.</summary>
    public required TimeSpan Handling { get; init; }

    /// <summary>After which outcome the user cancels, where outcomes are pulled.</summary>
    public required int? CancelAfter { get; init; }

    /// <summary>After which outcome the user leaves the loop, where outcomes are pulled.</summary>
    public required int? LeaveAfter { get; init; }

    /// <summary>At which outcome the user's handler throws, where records are pushed.</summary>
    public required int? ThrowAt { get; init; }

    /// <summary>The records that may be sent.</summary>
    public IEnumerable<RecordPlan> Plans => Steps.Select(step => step is Step.Meanwhile { Other: var other } ? other : step)
        .Select(step => step is Step.Add add ? add.Record : (step as Step.AddCancelled)?.Record)
        .OfType<RecordPlan>();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Records} records, {Bytes} bytes, {Calls} calls, pending {Pending}, resends {Resends}, linger {Linger}, drain {Drain}, gateway {GatewayBytes}, handling {Handling}, cancel after {CancelAfter}, leave after {LeaveAfter}, throw at {ThrowAt}:\n  {string.Join("\n  ", Steps)}\n");
}
