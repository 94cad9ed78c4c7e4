using System.Transactions;
using Npgsql;

namespace Iterable.Generated;

/// <summary>A type of data and a slice of time that one worker holds, from a <see cref="PostgreSqlExportPlan" />. Disposing it gives it back, unless it is done.</summary>
/// <remarks>
/// The lease is renewed in the background for as long as the process lives and the database answers. What is saved counts only while no other worker has taken the
/// partition, whatever this one believes: each taking has a higher <see cref="Fence" />.
/// </remarks>
public sealed class ExportPartition : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ExportPartitionTable _table;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _end;
    private readonly Task _renewing;
    private bool _isDisposed;

    /// <summary>Holds a partition, and begins to renew its lease.</summary>
    /// <param name="table">Where it stands.</param>
    /// <param name="row">The partition.</param>
    /// <param name="lease">How long it is held.</param>
    /// <param name="asked">When it was asked for: the lease ends no earlier than that long after it.</param>
    /// <param name="time">Paces renewals.</param>
    internal ExportPartition(ExportPartitionTable table, ExportPartitionRow row, TimeSpan lease, long asked, TimeProvider time)
    {
        _table = table;
        _time = time;
        Row = row;
        Lease = lease;
        LeaseLost = _lost.Token;
        _end = time.CreateTimer(static partition => ((ExportPartition)partition!).Lose(), this, LeftSince(asked), Timeout.InfiniteTimeSpan);
        _renewing = Task.Run(RenewAsync);
    }

    /// <summary>The type of data.</summary>
    public ExportDataType DataType => Row.DataType;

    /// <summary>The start of the slice, inclusive.</summary>
    public DateTimeOffset Start => Row.Start;

    /// <summary>The end of the slice, exclusive.</summary>
    public DateTimeOffset End => Row.End;

    /// <summary>Where the worker before this one came to, for <see cref="WindowedExportOptions.ResumeFrom" />; <see langword="null" /> at the start.</summary>
    public ExportCheckpoint? ResumeFrom => Row.Checkpoint;

    /// <summary>How many times the partition was taken, this time included. It grows with each taking, so a store elsewhere can refuse what an earlier worker still sends.</summary>
    public long Fence => Row.Fence;

    /// <summary>Cancelled when another worker has taken the partition, or when the lease could not be renewed until it ended.</summary>
    public CancellationToken LeaseLost { get; }

    internal ExportPartitionRow Row { get; }

    internal TimeSpan Lease { get; }

    /// <summary>The question for <see cref="IExportClient.ReadWindowedAsync(ExportQuery, WindowedExportOptions?, CancellationToken)" />, to which fields and a format can be added.</summary>
    /// <returns>A new query for the type, from <see cref="Start" /> to <see cref="End" />.</returns>
    public ExportQuery CreateQuery() => new(DataType) { Start = Start, End = End };

    /// <summary>Saves where the next worker would go on, by itself. At the end of the slice the partition is done.</summary>
    /// <param name="checkpoint">That of a window whose records are where they belong.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A task that ends when it is saved.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The checkpoint lies outside of the slice.</exception>
    /// <exception cref="ExportPartitionLostException">The partition is another worker's, was given back or is done. Nothing was saved.</exception>
    /// <exception cref="InvalidOperationException">There is an ambient transaction, which this would not take part in.</exception>
    public Task SaveAsync(ExportCheckpoint checkpoint, CancellationToken cancellationToken = default)
    {
        if (Transaction.Current is not null)
            throw new InvalidOperationException("A checkpoint that is saved by itself takes no part in the ambient transaction, and would stay when that is rolled back. Give the NpgsqlTransaction in which the records are written.");

        return _table.SaveAsync(this, Checked(checkpoint), null, cancellationToken);
    }

    /// <summary>
    /// Saves where the next worker would go on, in the transaction in which the records are written: both are there, or neither. From here to the commit no other
    /// worker can take the partition. At the end of the slice the partition is done.
    /// </summary>
    /// <param name="checkpoint">That of the window whose records were written.</param>
    /// <param name="transaction">A transaction in the same database, read committed as it is by default. Commit it soon after.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A task that ends when it is saved, as far as the transaction goes.</returns>
    /// <exception cref="ArgumentException">The checkpoint lies outside of the slice, or the transaction is not read committed: such a one fails when the lease was renewed meanwhile.</exception>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    /// <exception cref="ExportPartitionLostException">The partition is another worker's, was given back or is done. Roll the transaction back.</exception>
    public Task SaveAsync(ExportCheckpoint checkpoint, NpgsqlTransaction transaction, CancellationToken cancellationToken = default)
    {
        // Asking for the level also refuses one that has ended, with which a command would run by itself.
        if ((transaction ?? throw new ArgumentNullException(nameof(transaction))).IsolationLevel is not (System.Data.IsolationLevel.ReadCommitted or System.Data.IsolationLevel.ReadUncommitted))
            throw new ArgumentException($"A checkpoint is saved in a transaction that is read committed, and this one is {transaction.IsolationLevel}: it would fail when the lease was renewed meanwhile.", nameof(transaction));

        return _table.SaveAsync(this, Checked(checkpoint), transaction, cancellationToken);
    }

    /// <summary>Gives the partition back with what was last saved, unless it is done or another worker's, and no longer renews the lease. When the database does not answer, the lease ends by itself.</summary>
    /// <returns>A task that ends when it is given back.</returns>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await GiveBackAsync().ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // Mostly there is a failure already that tells more, and the next worker waits for the end of the lease.
        }
    }

    /// <summary>Whether the partition was still this worker's, and not done.</summary>
    internal async Task<bool> GiveBackAsync()
    {
        if (_isDisposed)
            return false;

        _isDisposed = true;
        _disposed.Cancel();
        await _renewing.ConfigureAwait(false);
        await _end.DisposeAsync().ConfigureAwait(false);
        _disposed.Dispose();
        _lost.Dispose();
        return await _table.GiveBackAsync(this).ConfigureAwait(false);
    }

    /// <summary>Which partition, for people.</summary>
    /// <returns>For example <c>emailSend from 2026-01-05T00:00:00Z to 2026-01-06T00:00:00Z</c>.</returns>
    public override string ToString() => $"{DataType} {ExportPartitionTable.Period(Start, End)}";

    /// <summary>Waits for a third of a lease, and not too long.</summary>
    internal static Task PauseAsync(TimeSpan lease, TimeProvider time, CancellationToken cancellationToken)
    {
        var third = TimeSpan.FromTicks(lease.Ticks / 3);
        var pause = third < LongestPause ? third : LongestPause;
#if NET
        return Task.Delay(pause, time, cancellationToken);
#else
        return time.Delay(pause, cancellationToken);
#endif
    }

    private async Task RenewAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token, _lost.Token);
        while (!either.IsCancellationRequested)
        {
            try
            {
                await PauseAsync(Lease, _time, either.Token).ConfigureAwait(false);
                var asked = _time.GetTimestamp();
                if (await _table.RenewAsync(this, either.Token).ConfigureAwait(false))
                    _end.Change(LeftSince(asked), Timeout.InfiniteTimeSpan);
                else
                    Lose();
            }
            catch (Exception)
            {
                // It is asked again until the lease ends, which the timer tells, whatever becomes of what was asked.
            }
        }
    }

    /// <summary>How much is left of a lease that was asked for at some time.</summary>
    private TimeSpan LeftSince(long asked)
    {
        var left = Lease - _time.GetElapsedTime(asked);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Lose()
    {
        try
        {
            _lost.Cancel();
        }
        catch (Exception e) when (e is AggregateException or ObjectDisposedException)
        {
            // What somebody does with the token is theirs; the token is cancelled all the same. Who gave the partition back has lost nothing.
        }
    }

    private ExportCheckpoint Checked(ExportCheckpoint checkpoint)
    {
        if ((checkpoint ?? throw new ArgumentNullException(nameof(checkpoint))).Next < Start || checkpoint.Next > End)
            throw new ArgumentOutOfRangeException(nameof(checkpoint), $"The checkpoint {checkpoint} lies outside of the partition: {this}.");

        return checkpoint;
    }
}
