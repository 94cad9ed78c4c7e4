using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Iterable.Generated.Testing.Tests;

/// <summary>Carries requests to a server without a network between, for tests that make hundreds of thousands of them.</summary>
internal sealed class DirectTransport(IterableTestServer server) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = new Connection();
        var context = await ContextAsync(request, connection, cancellationToken);
        await server.Handler.HandleAsync(context, _ => server.Project.DataCenter, cancellationToken);
        if (connection.IsAborted)
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed.", new IOException("The connection was closed."));

        var response = new HttpResponseMessage((HttpStatusCode)context.Response.StatusCode)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(((MemoryStream)context.Response.Body).ToArray()),
        };
        foreach (var (name, values) in context.Response.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                response.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return response;
    }

    private static async Task<HttpContext> ContextAsync(HttpRequestMessage message, Connection connection, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(connection);
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = message.RequestUri!.PathAndQuery;
        context.Request.Method = message.Method.Method;
        context.Request.QueryString = new QueryString(message.RequestUri.Query);
        foreach (var (name, values) in message.Headers.NonValidated)
            context.Request.Headers[name] = values.ToArray();
        if (message.Content is { } content)
        {
            foreach (var (name, values) in content.Headers.NonValidated)
                context.Request.Headers[name] = values.ToArray();
            var body = new MemoryStream();
            await content.CopyToAsync(body, cancellationToken);
            body.Position = 0;
            context.Request.Body = body;
        }

        context.Response.Body = new MemoryStream();
        return context;
    }

    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
