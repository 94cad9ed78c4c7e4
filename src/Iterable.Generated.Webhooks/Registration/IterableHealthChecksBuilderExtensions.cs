using Iterable.Generated;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check of the endpoints that Iterable calls.</summary>
public static class IterableHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that is degraded while the last five or more requests of an endpoint failed in its handler, and while all its places are taken. It looks at what has happened, and
    /// calls nothing.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What it says then; <see cref="HealthStatus.Degraded" /> when <see langword="null" />.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddIterableWebhooks(this IHealthChecksBuilder builder, string name = "iterable-webhooks", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(name, provider => new EndpointHealth(provider.GetRequiredService<EndpointStates>()), failureStatus ?? HealthStatus.Degraded, tags));
    }
}
