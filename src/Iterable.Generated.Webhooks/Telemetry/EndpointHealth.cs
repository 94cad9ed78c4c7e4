using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Iterable.Generated;

/// <summary>Whether the endpoints take what comes.</summary>
internal sealed class EndpointHealth(EndpointStates states) : IHealthCheck
{
    private const int ManyFailures = 5;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        var faults = new List<string>();
        foreach (var (endpoint, state) in states.All)
        {
            var (active, failures) = (state.Active, state.FailuresInARow);
            data[$"{endpoint} active"] = active;
            data[$"{endpoint} failures in a row"] = failures;
            if (failures >= ManyFailures)
                faults.Add($"the last {failures} requests to {endpoint} failed in its handler");
            if (active >= state.MaxConcurrency)
                faults.Add($"all {state.MaxConcurrency} places of {endpoint} are taken");
        }

        return Task.FromResult(faults.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : new HealthCheckResult(context.Registration.FailureStatus, string.Join("; ", faults), data: data));
    }
}
