using System.Reflection;
using Iterable.Generated;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What is registered for a client, once for each name, and the options that are added to it each time.</summary>
internal sealed class ClientRegistration
{
    /// <summary>What the names of the <see cref="HttpClient" />s begin with.</summary>
    public const string HttpClientName = "Iterable.Generated";

    /// <summary>The parts of the API, each of them a service of its own.</summary>
    private static readonly PropertyInfo[] Parts =
        [.. typeof(IIterableClient).GetProperties().Where(property => property.PropertyType is { IsInterface: true } part && part.Assembly == typeof(IIterableClient).Assembly)];

    private readonly IServiceCollection _services;
    private readonly IHttpClientBuilder _builder;
    private readonly string? _name;

    private ClientRegistration(IServiceCollection services, string? name)
    {
        _services = services;
        _name = name;
        _builder = services.AddHttpClient(name is null ? HttpClientName : $"{HttpClientName}:{name}");
    }

    private string OptionsName => _name ?? Options.Options.DefaultName;

    private object HandlersKey => _builder.Name;

    public static ClientRegistration Add(IServiceCollection services, string? name)
    {
        var registration = new ClientRegistration(services ?? throw new ArgumentNullException(nameof(services)), name);
        if (services.Any(service => service.ServiceType == typeof(IterableMessageHandlers) && registration.HandlersKey.Equals(service.ServiceKey)))
            return registration;

        services.AddOptions<IterableClientOptions>(registration.OptionsName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IterableClientOptions>>(new OptionsCheck(registration.OptionsName));
        services.AddKeyedSingleton(registration.HandlersKey, (provider, _) => registration.CreateHandlers(provider));
        registration.AddClient();
        registration.AddHandlers();
        return registration;
    }

    /// <summary>The name of a client's options, by the builder of its <see cref="HttpClient" />; <see langword="null" /> for another one.</summary>
    public static string? OptionsNameOf(IHttpClientBuilder builder) =>
        builder.Name == HttpClientName ? Options.Options.DefaultName
        : builder.Name?.StartsWith($"{HttpClientName}:", StringComparison.Ordinal) == true ? builder.Name.Substring(HttpClientName.Length + 1)
        : null;

    public IHttpClientBuilder Configure(Action<IterableClientOptions> configure)
    {
        _services.AddOptions<IterableClientOptions>(OptionsName).Configure(configure ?? throw new ArgumentNullException(nameof(configure)));
        return _builder;
    }

    public IHttpClientBuilder Configure(Action<IterableClientOptions, IServiceProvider> configure)
    {
        _services.AddOptions<IterableClientOptions>(OptionsName).Configure(configure ?? throw new ArgumentNullException(nameof(configure)));
        return _builder;
    }

    public ClientRegistration Bind(IConfiguration section)
    {
        var options = new SectionOptions(OptionsName, section ?? throw new ArgumentNullException(nameof(section)));
        _services.AddSingleton<IConfigureOptions<IterableClientOptions>>(options);
        _services.AddSingleton<IValidateOptions<IterableClientOptions>>(options);
        _services.AddSingleton<IOptionsChangeTokenSource<IterableClientOptions>>(new ConfigurationChangeTokenSource<IterableClientOptions>(OptionsName, section));
        return this;
    }

    private void AddClient()
    {
        AddService(typeof(IterableClient), provider => new IterableClient(
            provider.GetRequiredKeyedService<IterableMessageHandlers>(HandlersKey),
            CreateHttpClient(provider.GetRequiredService<IHttpClientFactory>())));
        AddService(typeof(IIterableClient), GetService<IterableClient>);
        foreach (var part in Parts)
            AddService(part.PropertyType, provider => part.GetValue(GetService<IIterableClient>(provider))!);
    }

    private void AddService(Type service, Func<IServiceProvider, object> create) => _services.TryAdd(_name is null
        ? ServiceDescriptor.Singleton(service, create)
        : ServiceDescriptor.KeyedSingleton(service, _name, (provider, _) => create(provider)));

    private T GetService<T>(IServiceProvider provider)
        where T : class => _name is null ? provider.GetRequiredService<T>() : provider.GetRequiredKeyedService<T>(_name);

    private Func<HttpClient> CreateHttpClient(IHttpClientFactory factory) => () => factory.CreateClient(_builder.Name);

    private void AddHandlers()
    {
        // The first filter is the outermost: what it does after the others is the last of all.
        if (!_services.Any(service => !service.IsKeyedService && service.ImplementationType == typeof(HandlerOrder)))
            _services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, HandlerOrder>());
        _builder
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredKeyedService<IterableMessageHandlers>(HandlersKey).CreateTransport())
            .RemoveAllLoggers();
    }

    private IterableMessageHandlers CreateHandlers(IServiceProvider provider)
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<IterableClientOptions>>();
        var options = monitor.Get(OptionsName);
        options.ApiKeyProvider ??= new CurrentApiKey(monitor, OptionsName, Logger(provider)).GetAsync;
        if (ReferenceEquals(options.TimeProvider, TimeProvider.System))
            options.TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System;

        if (_name is not null && options.Name == new IterableClientOptions().Name)
            options.Name = _name;

        return new IterableMessageHandlers(options, provider.GetService<ILoggerFactory>());
    }

    private static ILogger Logger(IServiceProvider provider) =>
        provider.GetService<ILoggerFactory>()?.CreateLogger(IterableTelemetry.ActivitySourceName) ?? NullLogger.Instance;
}
