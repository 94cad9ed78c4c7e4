using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using Wolverine.Runtime;

namespace Ingestion;

/// <summary>Sends refused records again, through their dead letters.</summary>
public sealed class Replay(RefusedRecords refused, IMessageStore messages, IWolverineRuntime runtime)
{
    private const int Most = 1000;

    /// <summary>Sends records again as they are, for what was put right in the project.</summary>
    /// <returns>How many; there can be more than a thousand, so repeat this until it says 0.</returns>
    public async Task<int> AsTheyAreAsync(CancellationToken cancellationToken)
    {
        var records = await refused.ListAsync(Most, null, cancellationToken);
        if (records.Count > 0)
            await messages.DeadLetters.ReplayAsync(new DeadLetterEnvelopeQuery([.. records.Select(record => record.Id)]), cancellationToken);

        return records.Count;
    }

    /// <summary>Sends one record again, corrected.</summary>
    /// <returns>Whether there is such a refused record.</returns>
    /// <exception cref="ArgumentException">The correction is about another user, who may belong on another queue.</exception>
    public async Task<bool> CorrectedAsync(Guid id, IngestRecord correction, CancellationToken cancellationToken)
    {
        if (await refused.ListAsync(1, id, cancellationToken) is not [var found])
            return false;
        if (correction.User != found.Record.User)
            throw new ArgumentException("A correction is about the user that the record is about. Queue it as a new record.");

        await messages.DeadLetters.EditAndReplayAsync(id, runtime.Options.DefaultSerializer.WriteMessage(correction), cancellationToken);
        return true;
    }
}
