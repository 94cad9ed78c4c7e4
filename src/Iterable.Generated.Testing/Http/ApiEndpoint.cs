namespace Iterable.Generated.Testing;

/// <summary>Answers requests to operations: key and token, limit, parameters, body, behaviour, in this order.</summary>
internal sealed class ApiEndpoint(RouteTable routes, BehaviourTable behaviours, RateLimitGuard? limits, TimeProvider clock)
{
    /// <summary>Finds what a request calls; the answer is made when it is asked for.</summary>
    public Func<Answer> Prepare(IterableTestRequest request, IterableTestDataCenter dataCenter)
    {
        if (request is { Method: "GET", Path: ViewInBrowserBehaviours.PagePath })
            return () => ViewInBrowserBehaviours.Page(request, dataCenter);

        var route = routes.Find(request.Method, request.Path, out var pathValues);
        request.OperationId = route?.Operation.Id;
        request.IsAnsweredByExample = route is not null && behaviours.IsExample(route.Operation);
        request.OperationIds = route?.Operations.Select(operation => operation.Id).ToArray() ?? [];
        return () => route is null ? TextAnswer.ActionNotFound() : Answer(request, route, pathValues, dataCenter);
    }

    private Answer Answer(
        IterableTestRequest request,
        ApiRoute route,
        IReadOnlyDictionary<string, string> pathValues,
        IterableTestDataCenter dataCenter)
    {
        try
        {
            var operation = route.Operation;
            var key = KeyCheck.Check(request, dataCenter, operation);
            request.Project = key.Project;
            UserIdentity? token = key.JwtSecret is { } secret ? JwtCheck.Check(request, secret, clock.GetUtcNow(), key.Project.State.InvalidatedTokens) : null;
            if (limits?.Check(operation, key, request.Path) is { } exceeded)
                return exceeded;

            var parameters = ParameterReader.Read(operation, pathValues, RequestReader.Values(request));
            var body = BodyReader.Read(operation, request.Path, request.Headers.GetValueOrDefault("Content-Type"), request.Body, clock.GetUtcNow());
            var address = dataCenter.BaseAddress.GetLeftPart(UriPartial.Authority) + request.Path;
            var state = key.Project.State;
            var call = new ApiCall(operation, state, parameters, body, request.Body, address);
            Answer answer;
            lock (state.Gate)
            {
                if (token is { } identity)
                    JwtCheck.Match(identity, operation, parameters, body, state.Users);
                answer = behaviours.Answer(call);
            }

            request.Effects = call.Effects.AsReadOnly();
            AnswerListener.Show(operation, answer);
            return answer;
        }
        catch (Refusal refusal)
        {
            return refusal.Answer;
        }
        catch (Exception exception)
        {
            // A test put something on the server that cannot be answered, or the server is wrong: the test should see which.
            return TextAnswer.Json(Envelope.Of("GenericError", $"The test server failed: {exception.Message}"), 500);
        }
    }
}
