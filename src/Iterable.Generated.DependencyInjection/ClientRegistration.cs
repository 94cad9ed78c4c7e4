using Iterable.Generated;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What is registered for a client, once for each name.</summary>
internal sealed class ClientRegistration
{
    private ClientRegistration(string? name)
    {
        OptionsName = name ?? Options.Options.DefaultName;
        HttpClientName = name is null ? "Iterable.Generated" : $"Iterable.Generated:{name}";
    }

    public string OptionsName { get; }

    public string HttpClientName { get; }

    public static IHttpClientBuilder Add(IServiceCollection services, string? name)
    {
        var registration = new ClientRegistration(name);
        var builder = services.AddHttpClient(registration.HttpClientName);
        if (services.Any(service => service.ImplementationInstance is ClientRegistration other && other.OptionsName == registration.OptionsName))
            return builder;

        services.AddSingleton(registration);
        registration.AddOptions(services);
        registration.AddClient(services, name);
        registration.AddHandlers(builder);
        return builder;
    }

    private void AddOptions(IServiceCollection services)
    {
        services.AddOptions<IterableClientOptions>(OptionsName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IterableClientOptions>>(new OptionsCheck(OptionsName));
        services.AddKeyedSingleton(Key, (provider, _) => CreateHandlers(provider));
    }

    private object Key => HttpClientName;

    private void AddClient(IServiceCollection services, string? name)
    {
        if (name is null)
        {
            services.TryAddSingleton(CreateClient);
            services.TryAddSingleton<IIterableClient>(provider => provider.GetRequiredService<IterableClient>());
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => CreateClient(provider));
            services.AddKeyedSingleton<IIterableClient>(name, (provider, key) => provider.GetRequiredKeyedService<IterableClient>(key));
        }
    }

    private void AddHandlers(IHttpClientBuilder builder)
    {
        builder
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(IterableMessageHandlers.CreateTransport)
            .RemoveAllLoggers()
            .ConfigureAdditionalHttpMessageHandlers((handlers, provider) =>
            {
                var own = provider.GetRequiredKeyedService<IterableMessageHandlers>(Key).Create();
                for (var i = 0; i < own.Count; i++)
                    handlers.Insert(i, own[i]);
            });
    }

    private IterableMessageHandlers CreateHandlers(IServiceProvider provider)
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<IterableClientOptions>>();
        var options = monitor.Get(OptionsName);
        options.ApiKeyProvider ??= new CurrentApiKey(monitor, OptionsName).GetAsync;
        if (ReferenceEquals(options.TimeProvider, TimeProvider.System))
            options.TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System;

        return new IterableMessageHandlers(options, provider.GetService<ILoggerFactory>());
    }

    private IterableClient CreateClient(IServiceProvider provider)
    {
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        return new IterableClient(provider.GetRequiredKeyedService<IterableMessageHandlers>(Key), () => factory.CreateClient(HttpClientName));
    }
}
