using Iterable.Generated;
using Microsoft.Extensions.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the handlers of a client around those of others, once all are there: whoever added them, and whenever.</summary>
internal sealed class HandlerOrder : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name is { } name && name.StartsWith(ClientRegistration.HttpClientName, StringComparison.Ordinal))
            builder.Services.GetKeyedService<IterableMessageHandlers>(name)?.Surround(builder.AdditionalHandlers);
    };
}
