namespace Iterable.Generated;

/// <summary>One kind of record on its way to one operation; see <see cref="IBulkClient" />. Any number of streams and senders can run on one lane.</summary>
/// <typeparam name="TRecord">The records.</typeparam>
public interface IBulkLane<TRecord>
{
    /// <summary>Sends records as they come, and tells what became of each.</summary>
    /// <remarks>See the other overload, which also takes along a state of the caller's.</remarks>
    /// <param name="records">The records. They are read as there is room for them, by one reader at a time, also while the caller works on an outcome.</param>
    /// <param name="cancellationToken">Ends the sending; see the other overload.</param>
    /// <returns>The outcomes, in order of completion. Nothing is read or sent until they are enumerated; each enumeration sends anew.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; thrown after the outcomes of all records that were read.</exception>
    IAsyncEnumerable<BulkOutcome<TRecord>> SendAsync(IAsyncEnumerable<TRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Sends records as they come, and tells what became of each.</summary>
    /// <remarks>
    /// <para>
    /// Each record that is read from <paramref name="records" /> has exactly one outcome. What is in memory is bounded by what is on its way
    /// (<see cref="BulkOptions.MaxPendingRecords" />): a caller that does not take outcomes stops the reading.
    /// </para>
    /// <para>
    /// When the token is cancelled, nothing more is read or sent; calls on their way have <see cref="BulkOptions.DrainTime" /> to be answered,
    /// all other records come out as not sent, and then the enumeration throws. When <paramref name="records" /> throws, the records read before are
    /// sent as always, and then that exception is thrown. A caller that leaves the enumeration early cancels the calls on their way, and does not
    /// learn what became of the records that were read.
    /// </para>
    /// </remarks>
    /// <param name="records">The records, each with a state of the caller's. They are read as there is room for them, by one reader at a time, also while the caller works on an outcome.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>The outcomes, in order of completion. Nothing is read or sent until they are enumerated; each enumeration sends anew.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; thrown after the outcomes of all records that were read.</exception>
    IAsyncEnumerable<BulkOutcome<TRecord>> SendAsync(IAsyncEnumerable<BulkRecord<TRecord>> records, CancellationToken cancellationToken = default);

    /// <summary>Makes a sender, to which records are pushed one by one, from any number of threads.</summary>
    /// <param name="onOutcome">
    /// Is told of each outcome, one at a time. While it works on one, others wait, and in the end <see cref="IBulkSender{TRecord}.AddAsync" />
    /// does. When it throws, the sender goes on, and its next method throws that exception.
    /// </param>
    /// <returns>The sender; dispose it.</returns>
    IBulkSender<TRecord> CreateSender(Func<BulkOutcome<TRecord>, ValueTask> onOutcome);
}
