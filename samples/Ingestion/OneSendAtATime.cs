using Wolverine.Configuration;
using Wolverine.Postgresql.Transport;
using Wolverine.Runtime;
using Endpoint = Wolverine.Configuration.Endpoint;

namespace Ingestion;

/// <summary>Moves records from the outbox into each queue one behind the other. By default as many go at once as there are processors, and those of a user change places.</summary>
internal sealed class OneSendAtATime : IEndpointPolicy
{
    public void Apply(Endpoint endpoint, IWolverineRuntime runtime)
    {
        if (endpoint is PostgresqlQueue)
            endpoint.MaxDegreeOfParallelism = 1;
    }
}
