namespace Iterable.Generated;

/// <summary>
/// One batch on its way, until all its records have an outcome: as it is, or in parts, one call after the other, so that no user has two of them
/// on the way.
/// </summary>
internal sealed class Flight<TRecord>(BulkRun<TRecord> run, CallInvoker invoker, LaneDefinition<TRecord> lane, LaneLimits limits)
{
    /// <summary>How many records in a row may be tried alone in vain. Then what is wrong is no matter of single records.</summary>
    private const int MostFruitless = 16;

    /// <summary>How many calls in a row may each find one value of a wrong type, before the search goes on by halves.</summary>
    private const int MostGuesses = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // The last one is next.
    private readonly List<Batch<TRecord>> _work = [];
    private readonly List<Batch<TRecord>> _later = [];
    private BatchReport? _report;
    private int _calls;
    private int _fruitless;

    /// <summary>Whether records whose fate is unknown may go out again.</summary>
    private bool CanRepeat => lane.Operation.RetrySafety == IterableRetrySafety.Always || (lane.Operation.RetrySafety == IterableRetrySafety.WithId && lane.Complete is not null);

    /// <summary>Sends it. Whatever happens, its records get their outcomes, and this does not throw.</summary>
    public async Task FlyAsync(Batch<TRecord> batch)
    {
        var (telemetry, operation, startedAt, readAt) = (invoker.Telemetry, lane.Operation, invoker.Time.GetTimestamp(), batch.FirstReadAt);
        try
        {
            var activity = telemetry.StartBatch(operation, batch.Count, batch.Length);
            if (telemetry.ObservesBatches(activity))
                _report = new BatchReport(batch.Count);

            await SendAllAsync(batch).ConfigureAwait(false);
            if (_report is not null)
            {
                _report.Calls = _calls;
                telemetry.EndBatch(operation, activity, _report, invoker.Time.GetElapsedTime(startedAt));
            }
        }
        finally
        {
            run.Landed(readAt);
        }
    }

    private async Task SendAllAsync(Batch<TRecord> batch)
    {
        _work.Add(batch);
        while (_work.Count > 0 || _later.Count > 0)
        {
            if (_work.Count == 0)
                await PauseAsync().ConfigureAwait(false);

            var next = _work[_work.Count - 1];
            _work.RemoveAt(_work.Count - 1);
            if (run.IsStopping)
            {
                Settle(next, Verdict.NotSent(run.StopReason, surelyNotSent: !next.MayHaveTakenEffect));
                continue;
            }

            try
            {
                if (next.Count > 1 && next.Length > limits.Bytes)
                {
                    Halve(next);
                    next.ReturnBytes();
                    continue;
                }

                await SendAsync(next).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Settle(next, Verdict.NotSent(BulkReason.Failed, surelyNotSent: false, e));
            }
        }
    }

    private async Task SendAsync(Batch<TRecord> batch)
    {
        var request = lane.CreateRequest().Json(new AssembledBody(batch.Body, hasIds: lane.Complete is not null));
        _calls++;
        invoker.Telemetry.BatchSent(lane.Operation, batch.Count, batch.Length);
        var call = lane.SendAsync(invoker, request, run.CallToken);
        IBulkAnswer? answer;
        try
        {
            answer = await call.OrAbandonedAsync(run.AbandonToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            request.MayHaveArrived |= !call.IsCompleted;
            Fail(batch, e, request);
            return;
        }

        Answer(batch, answer);
        batch.ReturnBytes();
    }

    private void Answer(Batch<TRecord> batch, IBulkAnswer? answer)
    {
        if (answer is null || (answer.FailCount == 0 && answer.SuccessCount == batch.Count && answer.FilteredOutFields is null or { Count: 0 } && NamedFailures.Of(answer).Count == 0))
        {
            _fruitless = 0;
            Settle(batch, Verdict.Accepted);
            return;
        }

        if (answer.SuccessCount is null || answer.FailCount is null)
        {
            Resend(batch, Verdict.NotSent(BulkReason.Unclear, surelyNotSent: false));
            return;
        }

        if (AnswerReading.TryRead(lane, batch, answer, out var accepted))
        {
            if (accepted > 0)
                _fruitless = 0;
            Resend(batch, Verdict.NotSent(BulkReason.InternalError, surelyNotSent: false));
            return;
        }

        batch.MayHaveTakenEffect = true;
        SplitOr(batch, Verdict.NotSent(BulkReason.Unclear, surelyNotSent: false));
    }

    private void Fail(Batch<TRecord> batch, Exception e, IterableRequest request)
    {
        // An attempt before the last one may have.
        batch.MayHaveTakenEffect |= !CallVerdicts.IsSurelyNotSent(e, request);
        if (CallVerdicts.IsTooLarge(e))
        {
            if (batch.Count > 1)
            {
                limits.TooLarge(batch.Length);
                Halve(batch);
            }
            else
            {
                Settle(batch, batch.MayHaveTakenEffect ? Verdict.NotSent(BulkReason.Unclear, surelyNotSent: false, e) : Verdict.Refused(BulkReason.TooLarge, e));
            }
        }
        else if (e is IterableFieldTypesException types && FieldTypeCulprits.TryFind(lane, batch, types, mayGuess: _fruitless < MostGuesses, out var isGuessed))
        {
            if (isGuessed)
                _fruitless++;
            if (batch.Rest(0, batch.Count) is { } rest)
                _work.Add(rest);
            Tell(batch);
        }
        else if (CallVerdicts.IsAboutRecords(e, lane.NamesLists))
        {
            SplitOr(batch, Verdict.Refused(CallVerdicts.RefusalOf(e), e, (e as IterableFieldTypesException)?.Errors));
        }
        else if (e is IterableUnreadableResponseException)
        {
            Resend(batch, Verdict.NotSent(BulkReason.Unclear, surelyNotSent: false, e));
        }
        else
        {
            var reason = run.IsStopping && e is OperationCanceledException ? run.StopReason : CallVerdicts.NotSentFor(e);
            Settle(batch, Verdict.NotSent(reason, !batch.MayHaveTakenEffect, e is OperationCanceledException ? null : e));
        }
    }

    /// <summary>Tries the halves of a batch; or, for a record alone, tells what the call means for it.</summary>
    private void SplitOr(Batch<TRecord> batch, Verdict verdict)
    {
        if (batch.Count == 1)
        {
            _fruitless++;
            Settle(batch, verdict);
        }
        else if (_fruitless >= MostFruitless)
        {
            Settle(batch, Verdict.NotSent(
                verdict.Kind == BulkOutcomeKind.Refused ? BulkReason.CallRefused : verdict.Reason, !batch.MayHaveTakenEffect, verdict.Exception));
        }
        else if (batch.MayHaveTakenEffect && !CanRepeat)
        {
            Settle(batch, Verdict.NotSent(BulkReason.Unclear, surelyNotSent: false, verdict.Exception));
        }
        else
        {
            Halve(batch);
        }
    }

    private void Halve(Batch<TRecord> batch)
    {
        invoker.Telemetry.BatchHalved(lane.Operation, batch.Count);
        var middle = batch.Middle();
        var (first, second) = (batch.Rest(0, middle), batch.Rest(middle, batch.Count));
        if (second is not null)
            _work.Add(second);
        if (first is not null)
            _work.Add(first);
        batch.ReturnSlots();
    }

    /// <summary>Sends those records again, after a pause, whose fate is not known yet; or gives them up when that was done often enough.</summary>
    private void Resend(Batch<TRecord> batch, Verdict last)
    {
        if (batch.Resends < limits.Resends && CanRepeat && batch.Rest(0, batch.Count) is { } rest)
        {
            rest.Resends++;
            rest.MayHaveTakenEffect = true;
            _later.Add(rest);
            Tell(batch);
        }
        else
        {
            Settle(batch, last);
        }
    }

    private async Task PauseAsync()
    {
        var pause = TimeSpan.Zero;
        foreach (var batch in _later)
        {
            var wait = Backoff.After(batch.Resends - 1, FirstPause, LongestPause);
            pause = wait > pause ? wait : pause;
        }

        _later.Reverse();
        _work.AddRange(_later);
        _later.Clear();
        try
        {
            await invoker.Time.Delay(pause, run.StopToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // They are given up, which the next look at them sees to.
        }
    }

    private void Settle(Batch<TRecord> batch, Verdict verdict)
    {
        batch.SettleRest(verdict);
        Tell(batch);
    }

    private void Tell(Batch<TRecord> batch)
    {
        for (var i = 0; i < batch.Count && _report is not null; i++)
        {
            if (batch[i].Verdict is not { } verdict)
                continue;
            if (verdict.Kind == BulkOutcomeKind.Refused)
                _report.Refused++;
            else if (verdict.Kind == BulkOutcomeKind.NotSent)
                _report.NotSent++;
            else
                _report.Accepted++;
        }

        run.Settled(batch);
    }
}
