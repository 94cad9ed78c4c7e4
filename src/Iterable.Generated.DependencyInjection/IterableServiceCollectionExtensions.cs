using Iterable.Generated;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients of the Iterable API.</summary>
/// <remarks>
/// <para>
/// The client is a singleton that takes a new <see cref="HttpClient" /> from <see cref="IHttpClientFactory" /> for each call. What is added to the
/// <see cref="IHttpClientBuilder" /> that comes back sees every attempt of a call, authentication included, right before the transport.
/// </para>
/// <para>
/// Options are checked when the host starts. An API key that changes in the configuration is used from the next request on; everything else
/// stays as it was at the start. Limits and tokens outlive the handlers, which the factory replaces every few minutes. The factory's own logging
/// is removed from these clients, since it writes addresses, and addresses hold e-mail addresses.
/// </para>
/// </remarks>
public static class IterableServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IIterableClient" /> and <see cref="IterableClient" />.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, Action<IterableClientOptions> configure) =>
        AddClient(services, null).Configure(configure, services, null);

    /// <summary>Registers <see cref="IIterableClient" /> and <see cref="IterableClient" />, with options that need other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, Action<IterableClientOptions, IServiceProvider> configure) =>
        AddClient(services, null).Configure(configure, services, null);

    /// <summary>Registers <see cref="IIterableClient" /> and <see cref="IterableClient" /> from a section of the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">A section with the names of <see cref="IterableClientOptions" />. A name that is none of them is an error.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, IConfiguration section) =>
        AddClient(services, null).Configure(section, services, null);

    /// <summary>Registers a client under a key: <c>[FromKeyedServices("shop")] IIterableClient</c>. For several projects side by side.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, string name, Action<IterableClientOptions> configure) =>
        AddClient(services, Checked(name)).Configure(configure, services, name);

    /// <summary>Registers a client under a key, with options that need other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, string name, Action<IterableClientOptions, IServiceProvider> configure) =>
        AddClient(services, Checked(name)).Configure(configure, services, name);

    /// <summary>Registers a client under a key, from a section of the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key.</param>
    /// <param name="section">A section with the names of <see cref="IterableClientOptions" />. A name that is none of them is an error.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, string name, IConfiguration section) =>
        AddClient(services, Checked(name)).Configure(section, services, name);

    private static IHttpClientBuilder AddClient(IServiceCollection services, string? name) =>
        ClientRegistration.Add(services ?? throw new ArgumentNullException(nameof(services)), name);

    private static IHttpClientBuilder Configure(
        this IHttpClientBuilder builder, Action<IterableClientOptions> configure, IServiceCollection services, string? name)
    {
        services.AddOptions<IterableClientOptions>(name).Configure(configure ?? throw new ArgumentNullException(nameof(configure)));
        return builder;
    }

    private static IHttpClientBuilder Configure(
        this IHttpClientBuilder builder, Action<IterableClientOptions, IServiceProvider> configure, IServiceCollection services, string? name)
    {
        services.AddOptions<IterableClientOptions>(name).Configure(configure ?? throw new ArgumentNullException(nameof(configure)));
        return builder;
    }

    private static IHttpClientBuilder Configure(this IHttpClientBuilder builder, IConfiguration section, IServiceCollection services, string? name)
    {
        services.AddOptions<IterableClientOptions>(name)
            .Bind(section ?? throw new ArgumentNullException(nameof(section)), binder => binder.ErrorOnUnknownConfiguration = true);
        return builder;
    }

    private static string Checked(string name) =>
        string.IsNullOrEmpty(name) ? throw new ArgumentException("The name of a client cannot be empty.", nameof(name)) : name;
}
