using Microsoft.AspNetCore.Http;

namespace Iterable.Generated.Testing;

/// <summary>Takes a request through the server: journal, faults, answer.</summary>
internal sealed class RequestHandler(
    ApiEndpoint endpoint,
    ExportStorage storage,
    IterableTestRequests journal,
    IterableTestFaults faults,
    IterableTestClock clock)
{
    private readonly CrossOrigin _crossOrigin = new();

    /// <summary>Answers a request to a data center, or to the storage of files when it is none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="find">Finds the data center.</param>
    /// <param name="cancellationToken">Ends the answering.</param>
    public async Task HandleAsync(HttpContext context, Func<IterableTestRequest, IterableTestDataCenter?> find, CancellationToken cancellationToken)
    {
        // What a browser asks before it lets a page make a call is no call.
        if (_crossOrigin.IsAnswered(context))
            return;

        var request = await RequestReader.ReadAsync(context, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        request.ApiKey = KeyCheck.Read(request);
        var dataCenter = request.DataCenter = find(request);
        Func<Answer> answering = dataCenter is null ? () => storage.Answer(request) : endpoint.Prepare(request, dataCenter);
        journal.Add(request);

        var plan = faults.Take(request);
        if (plan.Delay > TimeSpan.Zero)
            await Task.Delay(plan.Delay, clock, cancellationToken).ConfigureAwait(false);
        if (plan.CutsConnection)
        {
            context.Abort();
            return;
        }

        var answer = plan.Answer ?? answering();
        if (plan.LosesAnswer)
        {
            context.Abort();
            return;
        }

        // Before the client can see the answer: a test that looks right after its call finds the status.
        request.Answered(answer.Status);
        if (answer.Status >= 400 && dataCenter is not null)
            context.Response.Headers["Iterable-Request-Id"] = request.RequestId = Guid.NewGuid().ToString("N");
        await SendAsync(answer, plan.BodyBreak, context.Response, cancellationToken).ConfigureAwait(false);
    }

    private async Task SendAsync(Answer answer, BodyBreak? fault, HttpResponse response, CancellationToken cancellationToken)
    {
        try
        {
            var body = fault is null ? response.Body : new BreakingBody(response.Body, fault, clock);
            await answer.SendAsync(response, body, fault?.Ending is null, cancellationToken).ConfigureAwait(false);
        }
        catch (BodyBreakException broken) when (broken.EndsBody)
        {
            // Returning ends the body.
        }
    }
}
