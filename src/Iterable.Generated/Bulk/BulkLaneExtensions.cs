namespace Iterable.Generated;

/// <summary>Sending what is in memory already.</summary>
public static class BulkLaneExtensions
{
    /// <summary>Sends records of a list, an array or anything else that is enumerated without waiting; see <see cref="IBulkLane{TRecord}.SendAsync(IAsyncEnumerable{TRecord}, CancellationToken)" />.</summary>
    /// <typeparam name="TRecord">The records.</typeparam>
    /// <param name="lane">The lane.</param>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>The outcomes, in order of completion. Nothing is read or sent until they are enumerated.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; thrown after the outcomes of all records that were read.</exception>
    public static IAsyncEnumerable<BulkOutcome<TRecord>> SendAsync<TRecord>(this IBulkLane<TRecord> lane, IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        if (lane is null)
            throw new ArgumentNullException(nameof(lane));

        return lane.SendAsync(new WithoutWaiting<TRecord>(records ?? throw new ArgumentNullException(nameof(records))), cancellationToken);
    }

    private sealed class WithoutWaiting<TRecord>(IEnumerable<TRecord> records) : IAsyncEnumerable<TRecord>
    {
        public IAsyncEnumerator<TRecord> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(records.GetEnumerator());

        private sealed class Enumerator(IEnumerator<TRecord> records) : IAsyncEnumerator<TRecord>
        {
            public TRecord Current => records.Current;

            public ValueTask<bool> MoveNextAsync() => new(records.MoveNext());

            public ValueTask DisposeAsync()
            {
                records.Dispose();
                return default;
            }
        }
    }
}
