using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Iterable.Generated.Testing;

/// <summary>Lets the pages of any origin call the server from a browser, with any header.</summary>
internal sealed class CrossOrigin
{
    private readonly CorsService _service = new(Options.Create(new CorsOptions()), NullLoggerFactory.Instance);
    private readonly CorsPolicy _anyone = new CorsPolicyBuilder()
        .AllowAnyOrigin()
        .AllowAnyHeader()
        .AllowAnyMethod()
        .WithExposedHeaders("Iterable-Request-Id", "Retry-After")
        .Build();

    /// <summary>Says in the answer that the page may read it; tells whether that is all there is to say.</summary>
    public bool IsAnswered(HttpContext context)
    {
        if (!context.Request.Headers.ContainsKey("Origin"))
            return false;

        var result = _service.EvaluatePolicy(context, _anyone);
        _service.ApplyResult(result, context.Response);
        if (result.IsPreflightRequest)
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        return result.IsPreflightRequest;
    }
}
