using Iterable.Generated;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints that Iterable calls.</summary>
public static class IterableEndpointRouteBuilderExtensions
{
    private static readonly string[] JourneyMethods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    /// <summary>Maps the endpoint of a system webhook.</summary>
    /// <param name="endpoints">Where to.</param>
    /// <param name="pattern">The address, such as <c>/hooks/iterable</c>.</param>
    /// <param name="handler">Handles an event. When it has ended, Iterable is answered 200; when it throws, or does not end in time, 503.</param>
    /// <param name="name">The name of the options, where <c>AddIterableWebhooks</c> was given one.</param>
    /// <returns>The endpoint, to add conventions to.</returns>
    /// <exception cref="InvalidOperationException">There are no such options.</exception>
    public static IEndpointConventionBuilder MapIterableWebhook(
        this IEndpointRouteBuilder endpoints, string pattern, Func<IterableWebhookEvent, CancellationToken, Task> handler, string name = "")
    {
        ArgumentNullException.ThrowIfNull(handler);
        return MapWebhook(endpoints, pattern, (_, webhookEvent, cancellationToken) => handler(webhookEvent, cancellationToken), name);
    }

    /// <summary>Maps the endpoint of a system webhook to a handler in the container, which is asked for one for each event.</summary>
    /// <typeparam name="THandler">The handler, as it is registered.</typeparam>
    /// <param name="endpoints">Where to.</param>
    /// <param name="pattern">The address, such as <c>/hooks/iterable</c>.</param>
    /// <param name="name">The name of the options, where <c>AddIterableWebhooks</c> was given one.</param>
    /// <returns>The endpoint, to add conventions to.</returns>
    /// <exception cref="InvalidOperationException">There are no such options, or no such handler is registered.</exception>
    public static IEndpointConventionBuilder MapIterableWebhook<THandler>(this IEndpointRouteBuilder endpoints, string pattern, string name = "")
        where THandler : class, IIterableWebhookHandler
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>() is { } registered && !registered.IsService(typeof(THandler)))
            throw new InvalidOperationException($"{typeof(THandler).Name} is not registered, so '{pattern}' has no handler. Add it: services.AddScoped<{typeof(THandler).Name}>().");

        return MapWebhook(endpoints, pattern, (services, webhookEvent, cancellationToken) => services.GetRequiredService<THandler>().HandleAsync(webhookEvent, cancellationToken), name);
    }

    /// <summary>Maps an endpoint for Journey webhooks whose answer a journey reads (Live Data).</summary>
    /// <param name="endpoints">Where to.</param>
    /// <param name="pattern">The address, such as <c>/live/offers</c>. It is called with the method that is set in Iterable: GET, POST, PUT, PATCH or DELETE.</param>
    /// <param name="handler">
    /// Gives the answer, an object that System.Text.Json writes as a JSON object; <see langword="null" /> is an empty one. When it does not end in time, the answer is an empty object;
    /// when it throws, 500, by which the journey takes its path for failures.
    /// </param>
    /// <param name="name">The name of the options, where <c>AddIterableLiveData</c> was given one.</param>
    /// <returns>The endpoint, to add conventions to.</returns>
    /// <exception cref="InvalidOperationException">There are no such options.</exception>
    public static IEndpointConventionBuilder MapIterableLiveData(
        this IEndpointRouteBuilder endpoints, string pattern, Func<IterableLiveDataRequest, CancellationToken, Task<object?>> handler, string name = "")
    {
        ArgumentNullException.ThrowIfNull(handler);
        var (current, services) = Prepare<IterableLiveDataOptions>(endpoints, pattern, name, nameof(IterableWebhookServiceCollectionExtensions.AddIterableLiveData));
        var json = endpoints.ServiceProvider.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>();
        LiveDataReceiver? receiver = null;
        var mapped = endpoints.MapMethods(pattern, JourneyMethods, context => receiver!.ReceiveAsync(context));
        mapped.Add(built => receiver = new(WholePattern(built, pattern), current, handler, json.Value.SerializerOptions, services));
        return mapped;
    }

    private static IEndpointConventionBuilder MapWebhook(
        IEndpointRouteBuilder endpoints, string pattern, Func<IServiceProvider, IterableWebhookEvent, CancellationToken, Task> handle, string name)
    {
        var (current, services) = Prepare<IterableWebhookOptions>(endpoints, pattern, name, nameof(IterableWebhookServiceCollectionExtensions.AddIterableWebhooks));
        WebhookReceiver? receiver = null;
        var mapped = endpoints.MapPost(pattern, context => receiver!.ReceiveAsync(context));
        mapped.Add(built => receiver = new(name, WholePattern(built, pattern), current, handle, services));
        return mapped;
    }

    // In a group, the pattern is what comes after the group's; endpoints of two groups are two.
    private static string WholePattern(EndpointBuilder built, string pattern) => (built as RouteEndpointBuilder)?.RoutePattern.RawText ?? pattern;

    private static (CurrentOptions<TOptions>, WebhookServices) Prepare<TOptions>(IEndpointRouteBuilder endpoints, string pattern, string name, string registration)
        where TOptions : IterableEndpointOptions
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        ArgumentNullException.ThrowIfNull(name);
        if (!endpoints.ServiceProvider.GetServices<NamedOptions<TOptions>>().Any(options => options.Name == name))
            throw new InvalidOperationException($"There are no options for '{pattern}'{(name.Length == 0 ? "" : $" called '{name}'")}. Register them: services.{registration}(...).");

        var services = endpoints.ServiceProvider.GetRequiredService<WebhookServices>();
        return (new(endpoints.ServiceProvider.GetRequiredService<IOptionsMonitor<TOptions>>(), name, services.Logger), services);
    }
}
