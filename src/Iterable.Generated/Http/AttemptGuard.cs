namespace Iterable.Generated;

/// <summary>
/// Stands right before the transport, beneath the handlers of others: an attempt passes it once. A second pass is refused, so that
/// whether anything is sent again stays decided in one place; the attempt ends as its first pass did. The transport beneath follows no redirects; this does, where the key may go along.
/// </summary>
internal sealed class AttemptGuard(TimeProvider time) : DelegatingHandler
{
    // Hedging cancels the others when one has an answer, as soon as a busy machine gets to it; this is for handlers that do not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private bool _checked;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_checked)
            CheckTransport();
        if (SingleAttempt.Of(request) is not { } attempt)
            return SendAndFollowAsync(request, cancellationToken);

        return attempt.TryPass() ? PassAsync(attempt, request, cancellationToken) : RefuseAsync(attempt, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAndFollowAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Redirects.Target(request, response) is null ? response : await Redirects.FollowAsync(request, response, base.SendAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> PassAsync(SingleAttempt attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendAndFollowAsync(request, cancellationToken).ConfigureAwait(false);
            await attempt.EndWithAsync(response, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (Exception e)
        {
            attempt.EndWith(e);
            throw;
        }
    }

    private async Task<HttpResponseMessage> RefuseAsync(SingleAttempt attempt, CancellationToken cancellationToken)
    {
        // A hedge is sent while the first pass is on its way, or has just come to its end: it waits for that one, which may succeed.
        if (!attempt.Ended.IsCompleted)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), cancelled))
                await Task.WhenAny(attempt.Ended, cancelled.Task).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (await attempt.Ended.ConfigureAwait(false) && !attempt.IsAnswerGone)
            await time.Delay(Patience, cancellationToken).ConfigureAwait(false);

        throw new InvalidOperationException("A handler tried to send a request of Iterable.Generated a second time, which is refused: the client repeats calls itself.");
    }

    private void CheckTransport()
    {
        if (HandlerChain.From(InnerHandler).FirstOrDefault(HandlerChain.FollowsRedirects) is { } transport && !HandlerChain.StopRedirects(transport))
            throw new InvalidOperationException($"The primary handler of this client, a {transport.GetType().Name}, follows redirects and would carry the API key to wherever one leads; it has been used already, so that this cannot be switched off. Make it with AllowAutoRedirect = false.");

        _checked = true;
    }
}
