using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>What the endpoints of an application share.</summary>
internal sealed class WebhookServices(IServiceScopeFactory scopes, IIterableDuplicateFilter duplicates, EndpointStates states, ILoggerFactory loggers, TimeProvider? time = null)
{
    public IServiceScopeFactory Scopes { get; } = scopes;

    public IIterableDuplicateFilter Duplicates { get; } = duplicates;

    public EndpointStates States { get; } = states;

    public ILogger Logger { get; } = new QuietLogger(loggers, "Iterable.Generated.Webhooks");

    public TimeProvider Time { get; } = time ?? TimeProvider.System;
}
