using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>Lets an event through once. Where the filter fails, what to do is an option.</summary>
internal sealed class DuplicateGate(IIterableDuplicateFilter filter, string prefix, string endpoint, ILogger logger, TimeProvider time)
{
    // A claim outlasts the handler that heeds its token.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    public async Task<Outcome> RunAsync(IterableWebhookEvent webhookEvent, IterableWebhookOptions options, Func<Task> handle, CancellationToken cancellationToken)
    {
        if (!options.FilterDuplicates || webhookEvent.DuplicateKey is not { } identity)
        {
            await handle().ConfigureAwait(false);
            return Outcome.Handled;
        }

        var (key, owner) = (prefix + identity, Guid.NewGuid().ToString("N"));
        // A filter that hangs has failed while there is still time for the handler.
        var limit = options.Timeout / 3;
        Task claiming = Task.CompletedTask;
        var (isKnown, claim) = await TryAsync(
            stop =>
            {
                var asked = filter.ClaimAsync(key, owner, options.Timeout + Margin, stop).AsTask();
                claiming = asked;
                return new ValueTask<IterableDuplicateClaim>(asked);
            },
            limit).ConfigureAwait(false);
        if (!isKnown && options.RefuseWhenFilterFails)
        {
            _ = GiveBackAsync(claiming, key, owner, limit);
            return Outcome.FilterFailed;
        }

        if (isKnown && claim is not IterableDuplicateClaim.First)
            return claim is IterableDuplicateClaim.Done ? Outcome.Duplicate : Outcome.InProgress;

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await handle().ConfigureAwait(false);
        }
        catch
        {
            var givingBack = GiveBackAsync(claiming, key, owner, limit);
            if (claiming.IsCompleted)
                await givingBack.ConfigureAwait(false);
            throw;
        }

        await TryAsync(stop => filter.CompleteAsync(key, options.KeepDuplicates, stop), limit).ConfigureAwait(false);
        return Outcome.Handled;
    }

    // A claim that failed may stand all the same, or come late: the copies of an event that was not handled would be kept out until it ends.
    private async Task GiveBackAsync(Task claiming, string key, string owner, TimeSpan limit)
    {
        await Task.WhenAny(claiming).ConfigureAwait(false);
        await TryAsync(stop => filter.ReleaseAsync(key, owner, stop), limit).ConfigureAwait(false);
    }

    private Task TryAsync(Func<CancellationToken, ValueTask> ask, TimeSpan limit) => TryAsync(
        async stop =>
        {
            await ask(stop).ConfigureAwait(false);
            return default(IterableDuplicateClaim);
        },
        limit);

    private async Task<(bool IsKnown, IterableDuplicateClaim Claim)> TryAsync(Func<CancellationToken, ValueTask<IterableDuplicateClaim>> ask, TimeSpan limit)
    {
        try
        {
            var answer = await TimeLimit.RunAsync<IterableDuplicateClaim?>(async stop => await ask(stop).ConfigureAwait(false), limit, null, time).ConfigureAwait(false);
            if (answer is null)
                logger.FilterFailed(endpoint, "it was asked in vain");
            return (answer is not null, answer.GetValueOrDefault());
        }
        catch (Exception e)
        {
            logger.FilterFailed(endpoint, e.GetType().Name);
            return default;
        }
    }
}
