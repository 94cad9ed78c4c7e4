using Npgsql;

namespace Iterable.Generated;

/// <summary>
/// An export that any number of workers do together: a period is divided for each type of data into partitions, each of which one worker holds at a time, with its
/// checkpoint in PostgreSQL. A worker that fails gives its partition back, and that of one that vanished is taken over when its lease ends, by the server's clock.
/// </summary>
/// <remarks>
/// <para>
/// There is one row for each partition, in a table that <see cref="EnsureAsync" /> makes when it is missing. An account that may not make tables needs it made before, with
/// <see cref="Schema" />. Rows stay when they are done; <c>delete from iterable_export_partitions where plan = '...'</c> forgets a plan.
/// </para>
/// <para>For PostgreSQL 12 or newer, the primary server.</para>
/// </remarks>
public sealed class PostgreSqlExportPlan
{
    private const int MaxPartitions = 1_000_000;

    private static readonly TimeSpan DefaultLease = TimeSpan.FromMinutes(1);

    private readonly ExportPartitionTable _partitions;
    private readonly TimeProvider _time;

    /// <summary>Names a plan. Nothing is asked of the database yet.</summary>
    /// <param name="database">The database. It is not disposed with the plan.</param>
    /// <param name="name">The name of the plan, the same for all of its workers.</param>
    /// <param name="table">The table, with or without a schema: letters, digits and underscores.</param>
    /// <param name="timeProvider">Paces renewals and questions; the system's when null. How long a lease is, the server's clock alone says.</param>
    public PostgreSqlExportPlan(NpgsqlDataSource database, string name, string table = "iterable_export_partitions", TimeProvider? timeProvider = null)
    {
        Name = Named(name, nameof(name));
        _partitions = new ExportPartitionTable(database, table, name);
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>The name of the plan.</summary>
    public string Name { get; }

    /// <summary>The statements that make the table, which can be run any number of times.</summary>
    public string Schema => _partitions.Schema;

    /// <summary>Divides a period into partitions, unless that was done. Each worker may call it.</summary>
    /// <param name="dataTypes">The types of data; the order and repetitions do not matter.</param>
    /// <param name="start">The start of the period, inclusive, in whole seconds.</param>
    /// <param name="end">The end of the period, exclusive, in whole seconds. Records can appear minutes after the time they carry, so it lies well before now.</param>
    /// <param name="slice">
    /// How much time a partition has, in whole seconds; the last one has what is left. One is read by one worker, in windows that are not longer. There are at most 1,000,000 partitions.
    /// </param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A task that ends when the partitions are there.</returns>
    /// <exception cref="ArgumentException">There is no type, the period is empty, a time has a fraction of a second, or there would be too many partitions.</exception>
    /// <exception cref="InvalidOperationException">A plan of the same name has other types, another period or another slice. Nothing was changed.</exception>
    public async Task EnsureAsync(IEnumerable<ExportDataType> dataTypes, DateTimeOffset start, DateTimeOffset end, TimeSpan slice, CancellationToken cancellationToken = default)
    {
        string[] types = [.. (dataTypes ?? throw new ArgumentNullException(nameof(dataTypes))).Select(type => type.Value).Distinct().OrderBy(type => type, StringComparer.Ordinal)];
        if (types.Length == 0 || types.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A plan has one type of data at least, and each has a name.", nameof(dataTypes));
        if (end <= start)
            throw new ArgumentException("The end of a period lies after its start.", nameof(end));
        if (slice <= TimeSpan.Zero || new[] { start.UtcTicks, end.UtcTicks, slice.Ticks }.Any(ticks => ticks % TimeSpan.TicksPerSecond != 0))
            throw new ArgumentException("The start, the end and the slice are in whole seconds, and a slice is longer than none.", nameof(slice));
        if (slice > end - start)
            slice = end - start;
        if (Math.Ceiling((end - start).TotalSeconds / slice.TotalSeconds) * types.Length > MaxPartitions)
            throw new ArgumentException($"The plan would have more than {MaxPartitions:N0} partitions. Take longer slices.", nameof(slice));

        var wanted = ExportPartitionTable.Describe(types, start, end, slice);
        var stored = await _partitions.DivideAsync(types, start, end, slice, cancellationToken).ConfigureAwait(false);
        if (stored != wanted)
            throw new InvalidOperationException($"{_partitions} is {stored}; asked for was {wanted}. Take another name for it, or delete the rows of the stored plan.");
    }

    /// <summary>Takes a partition that nobody holds, for as long as the process lives and it is not disposed.</summary>
    /// <param name="worker">Who takes it, for people who look at the table: the name of the machine, for example. It need not be unique.</param>
    /// <param name="lease">How long after a crash another worker may take it; from 1 second to 1 day, 1 minute when null. It is renewed three times in that time, at least every 10 seconds.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The partition, or <see langword="null" /> when all that are not done are in the hands of others.</returns>
    /// <exception cref="InvalidOperationException">There is no such plan.</exception>
    public async Task<ExportPartition?> TakeAsync(string worker, TimeSpan? lease = null, CancellationToken cancellationToken = default)
    {
        var (time, asked) = (Checked(lease), _time.GetTimestamp());
        if (await _partitions.TakeAsync(Named(worker, nameof(worker)), time, cancellationToken).ConfigureAwait(false) is { } row)
            return new ExportPartition(_partitions, row, time, asked, _time);

        // Refuses a plan that is not there.
        await GetProgressAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Works on one partition after the other until the plan is done, also on those that others leave. While all are in the hands of others it asks again every third of a lease, at most every 10 seconds.</summary>
    /// <param name="worker">Who works, for people who look at the table: the name of the machine, for example. It need not be unique.</param>
    /// <param name="work">
    /// Reads a partition from where it stands to its end and saves each window. Its token is cancelled when the partition is lost, after which this goes on with another one, or when all of it is to stop.
    /// </param>
    /// <param name="lease">How long after a crash another worker may take a partition; from 1 second to 1 day, 1 minute when null.</param>
    /// <param name="cancellationToken">Stops the work. The partition in hand is given back with what was last saved.</param>
    /// <returns>A task that ends when all partitions of all workers are done.</returns>
    /// <exception cref="InvalidOperationException">There is no such plan, or the work ended before the last window of its partition was saved.</exception>
    /// <exception cref="Exception">What the work threw. The partition was given back with what was last saved.</exception>
    public async Task RunAsync(string worker, Func<ExportPartition, CancellationToken, Task> work, TimeSpan? lease = null, CancellationToken cancellationToken = default)
    {
        if (work is null)
            throw new ArgumentNullException(nameof(work));

        while (true)
        {
            var partition = await TakeAsync(worker, lease, cancellationToken).ConfigureAwait(false);
            if (partition is null)
            {
                if ((await GetProgressAsync(cancellationToken).ConfigureAwait(false)).IsComplete)
                    return;

                await ExportPartition.PauseAsync(Checked(lease), _time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await using (partition.ConfigureAwait(false))
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, partition.LeaseLost);
                try
                {
                    await work(partition, either.Token).ConfigureAwait(false);
                }
                catch (Exception e) when (e is ExportPartitionLostException || (e is OperationCanceledException && partition.LeaseLost.IsCancellationRequested && !cancellationToken.IsCancellationRequested))
                {
                    continue;
                }

                if (!await partition.GiveBackAsync().ConfigureAwait(false) || partition.LeaseLost.IsCancellationRequested)
                    continue;

                cancellationToken.ThrowIfCancellationRequested();
                throw new InvalidOperationException($"The work on {partition} ended before its end was saved. Read it to the end, and save the checkpoint of each window.");
            }
        }
    }

    /// <summary>Counts the partitions.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>How many are done, in hand and waiting, by the server's clock.</returns>
    /// <exception cref="InvalidOperationException">There is no such plan.</exception>
    public Task<ExportPlanProgress> GetProgressAsync(CancellationToken cancellationToken = default) => _partitions.CountAsync(cancellationToken);

    private static TimeSpan Checked(TimeSpan? lease) => lease is { } given && (given < TimeSpan.FromSeconds(1) || given > TimeSpan.FromDays(1))
        ? throw new ArgumentOutOfRangeException(nameof(lease), "A lease is from 1 second to 1 day long.")
        : lease ?? DefaultLease;

    private static string Named(string text, string parameterName) => string.IsNullOrWhiteSpace(text ?? throw new ArgumentNullException(parameterName))
        ? throw new ArgumentException("A name is not empty.", parameterName)
        : text;
}
