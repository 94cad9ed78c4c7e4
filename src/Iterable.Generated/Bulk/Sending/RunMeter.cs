namespace Iterable.Generated;

/// <summary>Counts the outcomes of a run, and tells those who want to know.</summary>
internal sealed class RunMeter(IterableOperation operation, CallTelemetry telemetry, TimeProvider time, IProgress<BulkProgress>? progress)
{
    private readonly long[] _counts = new long[4];
    private Verdict? _last;
    private int _alike;

    /// <summary>Takes note of an outcome.</summary>
    public void Count(Verdict verdict)
    {
        if (!ReferenceEquals(verdict, _last))
        {
            Flush();
            _last = verdict;
        }

        _alike++;
    }

    /// <summary>Takes note that the oldest record of some has its outcome.</summary>
    public void Settled(long readAt)
    {
        Flush();
        if (readAt != long.MaxValue)
            telemetry.RecordAge(operation, time.GetElapsedTime(readAt));
    }

    /// <summary>Tells how far the run has come.</summary>
    /// <param name="read">The records read.</param>
    /// <param name="oldest">When the oldest was read that has no outcome; the largest number for none.</param>
    public void Report(long read, long oldest)
    {
        if (progress is null)
            return;

        try
        {
            progress.Report(new BulkProgress(
                read,
                _counts[(int)BulkOutcomeKind.Accepted],
                _counts[(int)BulkOutcomeKind.AcceptedWithoutFields],
                _counts[(int)BulkOutcomeKind.Refused],
                _counts[(int)BulkOutcomeKind.NotSent],
                oldest == long.MaxValue ? TimeSpan.Zero : time.GetElapsedTime(oldest)));
        }
        catch (Exception)
        {
            // Who watches must not cost those their outcomes who wait for them.
        }
    }

    private void Flush()
    {
        if (_last is { } verdict)
        {
            _counts[(int)verdict.Kind] += _alike;
            telemetry.Outcomes(operation, verdict.Kind.ToString(), verdict.Reason.Value, _alike);
        }

        _last = null;
        _alike = 0;
    }
}
