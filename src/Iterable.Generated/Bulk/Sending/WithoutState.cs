namespace Iterable.Generated;

/// <summary>Records that come without a state.</summary>
internal sealed class WithoutState<TRecord>(IAsyncEnumerable<TRecord> records) : IAsyncEnumerable<BulkRecord<TRecord>>
{
    public IAsyncEnumerator<BulkRecord<TRecord>> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(records.GetAsyncEnumerator(cancellationToken));

    private sealed class Enumerator(IAsyncEnumerator<TRecord> records) : IAsyncEnumerator<BulkRecord<TRecord>>
    {
        public BulkRecord<TRecord> Current => new(records.Current);

        public ValueTask<bool> MoveNextAsync() => records.MoveNextAsync();

        public ValueTask DisposeAsync() => records.DisposeAsync();
    }
}
