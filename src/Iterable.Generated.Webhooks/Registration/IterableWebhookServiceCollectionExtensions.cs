using Iterable.Generated;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what the endpoints need that Iterable calls. Options are checked when the host starts.</summary>
public static class IterableWebhookServiceCollectionExtensions
{
    /// <summary>Registers options for <c>MapIterableWebhook</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="name">The name under which they are mapped, where there are several.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddIterableWebhooks(this IServiceCollection services, Action<IterableWebhookOptions> configure, string name = "") =>
        Add(services, name, null, configure);

    /// <summary>Registers options for <c>MapIterableWebhook</c> from a section of the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">A section with the names of <see cref="IterableWebhookOptions" />; what is none of them stops the start.</param>
    /// <param name="configure">Sets what the section does not say.</param>
    /// <param name="name">The name under which they are mapped, where there are several.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddIterableWebhooks(this IServiceCollection services, IConfigurationSection section, Action<IterableWebhookOptions>? configure = null, string name = "") =>
        Add(services, name, section ?? throw new ArgumentNullException(nameof(section)), configure);

    /// <summary>Registers options for <c>MapIterableLiveData</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="name">The name under which they are mapped, where there are several.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddIterableLiveData(this IServiceCollection services, Action<IterableLiveDataOptions> configure, string name = "") =>
        Add(services, name, null, configure);

    /// <summary>Registers options for <c>MapIterableLiveData</c> from a section of the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">A section with the names of <see cref="IterableLiveDataOptions" />; what is none of them stops the start.</param>
    /// <param name="configure">Sets what the section does not say.</param>
    /// <param name="name">The name under which they are mapped, where there are several.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddIterableLiveData(this IServiceCollection services, IConfigurationSection section, Action<IterableLiveDataOptions>? configure = null, string name = "") =>
        Add(services, name, section ?? throw new ArgumentNullException(nameof(section)), configure);

    private static IServiceCollection Add<TOptions>(IServiceCollection services, string name, IConfigurationSection? section, Action<TOptions>? configure)
        where TOptions : IterableEndpointOptions
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        if (section is null)
            ArgumentNullException.ThrowIfNull(configure);

        services.TryAddSingleton<EndpointStates>();
        services.TryAddSingleton<IIterableDuplicateFilter>(provider => new IterableMemoryDuplicateFilter(timeProvider: provider.GetService<TimeProvider>()));
        services.TryAddSingleton(provider => new WebhookServices(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<IIterableDuplicateFilter>(),
            provider.GetRequiredService<EndpointStates>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetService<TimeProvider>()));
        services.AddSingleton(new NamedOptions<TOptions>(name));
        services.AddSingleton<IValidateOptions<TOptions>>(new EndpointOptionsCheck<TOptions>(name, section?.Path));

        var options = services.AddOptions<TOptions>(name);
        if (section is not null)
            options.Bind(section, binding => binding.ErrorOnUnknownConfiguration = true);
        if (configure is not null)
            options.Configure(configure);
        options.ValidateOnStart();
        return services;
    }
}

/// <summary>Says that there are options of a name.</summary>
internal sealed record NamedOptions<TOptions>(string Name);
