using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>Lets an event through once. Where the filter fails, what to do is an option.</summary>
internal sealed class DuplicateGate(IIterableDuplicateFilter filter, string prefix, string endpoint, ILogger logger)
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
        var (isKnown, claim) = await TryAsync(() => filter.ClaimAsync(key, owner, options.Timeout + Margin, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (!isKnown && options.RefuseWhenFilterFails)
            return Outcome.FilterFailed;
        if (isKnown && claim is not IterableDuplicateClaim.First)
            return claim is IterableDuplicateClaim.Done ? Outcome.Duplicate : Outcome.InProgress;

        try
        {
            await handle().ConfigureAwait(false);
        }
        catch
        {
            await TryAsync(() => filter.ReleaseAsync(key, owner)).ConfigureAwait(false);
            throw;
        }

        await TryAsync(() => filter.CompleteAsync(key, options.KeepDuplicates)).ConfigureAwait(false);
        return Outcome.Handled;
    }

    private Task TryAsync(Func<ValueTask> ask) => TryAsync(async () =>
    {
        await ask().ConfigureAwait(false);
        return default(IterableDuplicateClaim);
    });

    private async Task<(bool IsKnown, IterableDuplicateClaim Claim)> TryAsync(Func<ValueTask<IterableDuplicateClaim>> ask)
    {
        try
        {
            return (true, await ask().ConfigureAwait(false));
        }
        catch (Exception e)
        {
            logger.FilterFailed(endpoint, e.GetType().Name);
            return default;
        }
    }
}
