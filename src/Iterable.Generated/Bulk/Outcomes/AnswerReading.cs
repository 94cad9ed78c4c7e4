namespace Iterable.Generated;

/// <summary>Reads what an answer says about each record of its batch. The service names failures by value and counts them; only when the two agree with what was sent, anything is believed.</summary>
internal static class AnswerReading
{
    private static readonly string InternalError = BulkReason.InternalError.Value;
    private static readonly string Rejected = BulkReason.Rejected.Value;

    /// <summary>
    /// Gives each record its verdict, but for those that failed for no fault of theirs, which have none and can be sent again. False when the answer
    /// does not say for certain what became of which record; none has a verdict then.
    /// </summary>
    public static bool TryRead<TRecord>(LaneDefinition<TRecord> lane, Batch<TRecord> batch, IBulkAnswer answer, out int accepted)
    {
        accepted = 0;
        var named = NamedFailures.Of(answer);
        var reasons = new string?[batch.Count];
        var (failed, ofKind) = named.Count == 0 ? (0, 0) : Match(lane, batch, named, reasons);
        if (!IsConsistent(batch.Count, answer, named, reasons, failed, ofKind))
            return false;

        var dropped = DroppedFields.Of(lane, batch, answer.FilteredOutFields);
        for (var i = 0; i < batch.Count; i++)
        {
            if (reasons[i] is not { } reason)
            {
                accepted++;
                batch[i].Verdict = dropped is null ? Verdict.Accepted : dropped.VerdictOn(i);
            }
            else if (reason != InternalError)
            {
                batch[i].Verdict = Verdict.Refused(new BulkReason(reason));
            }
        }

        return true;
    }

    private static bool IsConsistent(int sent, IBulkAnswer answer, NamedFailures named, string?[] reasons, int failed, int ofKind)
    {
        var (success, fail) = (answer.SuccessCount, answer.FailCount);
        if (success + fail != sent)
            return false;

        if (fail == sent && named.Count == 0)
        {
            // All of them, by no name.
            for (var i = 0; i < reasons.Length; i++)
                reasons[i] = Rejected;
            return true;
        }

        if (sent == 1)
        {
            // Alone, a record is the one that is meant, by whatever value the service names it.
            if (fail == 1)
                reasons[0] = MoreTelling(reasons[0], named.FirstReason);
            return fail == 1 || named.Count == ofKind;
        }

        // Whether the service counts an event that the project does not allow among the failures is not known; it is none that was stored.
        return named.Matched == named.Count && (fail == failed || fail == failed - ofKind);
    }

    /// <summary>Finds the reasons of the records that are named: how many are, and how many of them by a kind alone, which many records can be of.</summary>
    private static (int Failed, int OfKind) Match<TRecord>(LaneDefinition<TRecord> lane, Batch<TRecord> batch, NamedFailures named, string?[] reasons)
    {
        var (failed, ofKind) = (0, 0);
        for (var i = 0; i < batch.Count; i++)
        {
            ref var slot = ref batch[i];
            var reason = named.Match(slot.First);
            var other = named.Match(slot.Second);
            reasons[i] = MoreTelling(reason, other);
            if (lane.Kind is { } kind && named.Match(kind.Of(slot.Record, isExact: false)) is { } ofItsKind && reasons[i] is null)
            {
                reasons[i] = ofItsKind;
                ofKind++;
            }

            if (reasons[i] is not null)
                failed++;
        }

        return (failed, ofKind);
    }

    // A list of all that failed gives no reason; another list of the same answer can.
    private static string? MoreTelling(string? reason, string? other) =>
        reason is null || (reason == Rejected && other is not null) ? other : reason;
}
