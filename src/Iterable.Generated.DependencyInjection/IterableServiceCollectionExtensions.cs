using Iterable.Generated;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients of the Iterable API.</summary>
/// <remarks>
/// <para>
/// Each call registers <see cref="IIterableClient" />, <see cref="IterableClient" /> and every part of the API: <see cref="IUsersClient" />,
/// <see cref="IEventsClient" /> and so on, which come out of the registered <see cref="IIterableClient" />. Under a key, all of them have it. A second
/// call for the same client adds options to the first.
/// </para>
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
    /// <summary>Registers a client.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, Action<IterableClientOptions> configure) =>
        ClientRegistration.Add(services, null).Configure(configure);

    /// <summary>Registers a client with options that need other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, Action<IterableClientOptions, IServiceProvider> configure) =>
        ClientRegistration.Add(services, null).Configure(configure);

    /// <summary>Registers a client from a section of the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// A section with the names of <see cref="IterableClientOptions" />. What is none of them, or cannot be what is meant (<c>"30"</c> for a
    /// time, which is 30 days), stops the start.
    /// </param>
    /// <param name="configure">Sets what the section does not say, and what only code can.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(
        this IServiceCollection services, IConfiguration section, Action<IterableClientOptions>? configure = null) =>
        ClientRegistration.Add(services, null).Bind(section).Configure(configure ?? Nothing);

    /// <summary>Registers a client from a section of the configuration, with options that need other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">A section with the names of <see cref="IterableClientOptions" />.</param>
    /// <param name="configure">Sets what the section does not say, and what only code can.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(
        this IServiceCollection services, IConfiguration section, Action<IterableClientOptions, IServiceProvider> configure) =>
        ClientRegistration.Add(services, null).Bind(section).Configure(configure);

    /// <summary>Registers a client under a key: <c>[FromKeyedServices("shop")] IIterableClient</c>. For several projects side by side.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, string name, Action<IterableClientOptions> configure) =>
        ClientRegistration.Add(services, Checked(name)).Configure(configure);

    /// <summary>Registers a client under a key, with options that need other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(this IServiceCollection services, string name, Action<IterableClientOptions, IServiceProvider> configure) =>
        ClientRegistration.Add(services, Checked(name)).Configure(configure);

    /// <summary>Registers a client under a key, from a section of the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key.</param>
    /// <param name="section">A section with the names of <see cref="IterableClientOptions" />.</param>
    /// <param name="configure">Sets what the section does not say, and what only code can.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(
        this IServiceCollection services, string name, IConfiguration section, Action<IterableClientOptions>? configure = null) =>
        ClientRegistration.Add(services, Checked(name)).Bind(section).Configure(configure ?? Nothing);

    /// <summary>Registers a client under a key, from a section of the configuration, with options that need other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key.</param>
    /// <param name="section">A section with the names of <see cref="IterableClientOptions" />.</param>
    /// <param name="configure">Sets what the section does not say, and what only code can.</param>
    /// <returns>The builder of its <see cref="HttpClient" />.</returns>
    public static IHttpClientBuilder AddIterableClient(
        this IServiceCollection services, string name, IConfiguration section, Action<IterableClientOptions, IServiceProvider> configure) =>
        ClientRegistration.Add(services, Checked(name)).Bind(section).Configure(configure);

    private static void Nothing(IterableClientOptions options)
    {
    }

    private static string Checked(string name) =>
        string.IsNullOrEmpty(name) ? throw new ArgumentException("The name of a client cannot be empty.", nameof(name)) : name;
}
