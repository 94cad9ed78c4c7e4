using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>The outcomes of records: each enumeration is a run of its own.</summary>
internal sealed class BulkStream<TRecord>(Func<CancellationToken, IAsyncEnumerable<BulkOutcome<TRecord>>> run, CancellationToken cancellationToken) : IAsyncEnumerable<BulkOutcome<TRecord>>
{
    public IAsyncEnumerator<BulkOutcome<TRecord>> GetAsyncEnumerator(CancellationToken enumeration = default)
    {
        if (!cancellationToken.CanBeCanceled)
            return run(enumeration).GetAsyncEnumerator(CancellationToken.None);
        if (!enumeration.CanBeCanceled)
            return run(cancellationToken).GetAsyncEnumerator(CancellationToken.None);

        return EitherAsync(enumeration).GetAsyncEnumerator(enumeration);
    }

    private async IAsyncEnumerable<BulkOutcome<TRecord>> EitherAsync([EnumeratorCancellation] CancellationToken enumeration)
    {
        using var either = new StopSource(cancellationToken, enumeration);
        var outcomes = run(either.Token).GetAsyncEnumerator(CancellationToken.None);
        await using var closing = outcomes.ConfigureAwait(false);
        while (await MoveAsync().ConfigureAwait(false))
            yield return outcomes.Current;

        async ValueTask<bool> MoveAsync()
        {
            try
            {
                return await outcomes.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (e.CancellationToken == either.Token)
            {
                throw new OperationCanceledException(enumeration.IsCancellationRequested ? enumeration : cancellationToken);
            }
        }
    }
}
