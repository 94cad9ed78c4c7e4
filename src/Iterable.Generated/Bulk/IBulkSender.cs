namespace Iterable.Generated;

/// <summary>A lane that records are pushed to; made by <see cref="IBulkLane{TRecord}.CreateSender" />. All its methods can be called from several threads at once.</summary>
/// <remarks>
/// Nothing is dropped: <see cref="AddAsync" /> waits for room, and each record that was added has exactly one outcome, told to the handler that the
/// sender was made with. Disposing does what <see cref="CloseAsync" /> does.
/// </remarks>
/// <typeparam name="TRecord">The records.</typeparam>
public interface IBulkSender<TRecord> : IAsyncDisposable
{
    /// <summary>Adds a record. It goes out when its batch is full, or after <see cref="BulkOptions.Linger" />.</summary>
    /// <param name="record">The record; not to be changed until its outcome is there.</param>
    /// <param name="state">Anything that is to come back with the outcome, such as the message of a queue.</param>
    /// <param name="cancellationToken">Ends the wait for room; the record has not been added then, and has no outcome.</param>
    /// <returns>Ends when the record was added, not when it was sent.</returns>
    /// <exception cref="ObjectDisposedException">The sender is closed or closing. The record was not added.</exception>
    /// <exception cref="OperationCanceledException">There was no room before the token was cancelled. The record was not added.</exception>
    /// <exception cref="InvalidOperationException">The handler of outcomes called it, and there is no room before that has ended. The record was not added.</exception>
    ValueTask AddAsync(TRecord record, object? state = null, CancellationToken cancellationToken = default);

    /// <summary>Sends what was added before without waiting for full batches, and waits until the handler was told of all of it.</summary>
    /// <param name="cancellationToken">Ends the wait; the records are sent all the same.</param>
    /// <returns>Ends when every record added before has had its outcome.</returns>
    /// <exception cref="InvalidOperationException">The handler of outcomes called it, which would wait for itself.</exception>
    Task FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes no more records, sends those that were added within <see cref="BulkOptions.DrainTime" />, and gives up the rest. The handler is told of
    /// every outcome before this ends, unless it does not come back.
    /// </summary>
    /// <param name="cancellationToken">Gives up the rest at once.</param>
    /// <returns>The outcomes of the records that were not sent because of that; empty when all were. A second call returns the same.</returns>
    /// <exception cref="InvalidOperationException">The handler of outcomes called it, which would wait for itself. The sender was not closed.</exception>
    Task<IReadOnlyList<BulkOutcome<TRecord>>> CloseAsync(CancellationToken cancellationToken = default);
}
