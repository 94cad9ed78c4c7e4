using System.Transactions;
using Iterable.Generated.ScaleBenchmarks;
using Iterable.Generated.Testing;
using Npgsql;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

// The server has a query of its own by that name.
using ExportQuery = global::Iterable.Generated.ExportQuery;

/// <summary>Exports that workers do together, on a real server.</summary>
internal sealed class ExportPlanTests
{
    private static readonly DateTimeOffset Start = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start.AddDays(30).AddHours(7);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private StoreServer _server = null!;
    private NpgsqlDataSource _database = null!;

    [SetUp]
    public async Task StartServer()
    {
        _server = await Servers.StartAsync(PostgreSqlServer.Name);
        _database = NpgsqlDataSource.Create(_server.Address);
        await RunAsync("create table events (type text, email text, at timestamptz)");
    }

    [TearDown]
    public async Task StopServer()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Workers_share_a_plan_and_each_record_arrives_once()
    {
        await using var api = await StartApiAsync();
        using var iterable = CreateClient(api);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ScalePageExamples.Export(_database, iterable, Start, End, default)));

        Assert.That(await ReadTableAsync(), Is.EqualTo(await ReadUndisturbedAsync(iterable)));
        Assert.That(await RunAsync("select count(*) from iterable_export_partitions where fence = 1 and done_at is not null"), Is.EqualTo(10L));
        await ScalePageExamples.Export(_database, iterable, Start, End, default);
        Assert.That(await ReadTableAsync(), Has.Count.EqualTo(62), "what is done is not done again");
    }

    [Test]
    public async Task The_partition_of_a_worker_that_vanished_in_the_middle_of_a_window_is_taken_over_where_it_was()
    {
        await using var api = await StartApiAsync();
        using var iterable = CreateClient(api);
        var vanishing = new PostgreSqlExportPlan(_database, "events-2025", timeProvider: new StoppedClock());
        await vanishing.EnsureAsync([ExportDataType.EmailOpen, ExportDataType.EmailSend], Start, End, Week);
        var partition = (await vanishing.TakeAsync("vanishes"))!;
        var windows = 0;
        await foreach (var window in iterable.Export.ReadWindowedAsync(partition.CreateQuery(), new WindowedExportOptions { InitialWindow = TimeSpan.FromDays(2) }))
        {
            await using var connection = await _database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await foreach (var record in window.ReadAsync())
                await InsertAsync(transaction, partition.DataType.Value, record);

            // The second window is written, and its transaction ends with the connection.
            if (++windows == 2)
                break;

            await partition.SaveAsync(window.Checkpoint, transaction);
            await transaction.CommitAsync();
        }

        Assert.That(await RunAsync("select count(*) from events"), Is.EqualTo(2L));
        await RunAsync("update iterable_export_partitions set lease_until = clock_timestamp() - interval '1 hour' where worker = 'vanishes'");
        await ScalePageExamples.Export(_database, iterable, Start, End, default);

        Assert.That(await ReadTableAsync(), Is.EqualTo(await ReadUndisturbedAsync(iterable)));
        Assert.That(await RunAsync("select count(*) from iterable_export_partitions where fence = 2"), Is.EqualTo(1L));
        await partition.DisposeAsync();
    }

    [Test]
    public async Task A_worker_that_was_thought_dead_cannot_save_over_its_successor()
    {
        var plan = await PlanAsync(End - Start, new StoppedClock());
        var old = (await plan.TakeAsync("old"))!;
        await old.SaveAsync(At(1));
        Assert.That(await plan.TakeAsync("early"), Is.Null);
        await ExpireAsync();
        await old.SaveAsync(At(2));
        Assert.That(await plan.TakeAsync("early"), Is.Null, "a lease that nobody has taken over is renewed");
        await ExpireAsync();
        var successor = (await plan.TakeAsync("new"))!;

        Assert.That((successor.ResumeFrom, successor.Fence, old.Fence), Is.EqualTo((At(2), 2L, 1L)));
        Assert.That(() => old.SaveAsync(At(9)), Throws.TypeOf<ExportPartitionLostException>().With.Message.Contains("emailOpen from 2025-03-01T00:00:00Z"));
        await using (var connection = await _database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
            Assert.That(() => old.SaveAsync(At(9), transaction), Throws.TypeOf<ExportPartitionLostException>());

        await old.DisposeAsync();
        Assert.That(await plan.TakeAsync("third"), Is.Null, "what another holds is not given back");
        await successor.SaveAsync(At(3));
        await successor.DisposeAsync();
        Assert.That(() => successor.SaveAsync(At(4)), Throws.TypeOf<ExportPartitionLostException>());
        await using var next = (await plan.TakeAsync("third"))!;
        Assert.That(next.ResumeFrom, Is.EqualTo(At(3)));
    }

    [Test]
    public async Task A_checkpoint_goes_with_its_transaction_and_nobody_takes_over_before_the_commit()
    {
        var plan = await PlanAsync(End - Start, new StoppedClock());
        await using var partition = (await plan.TakeAsync("one"))!;
        await ExpireAsync();
        await using (var connection = await _database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await partition.SaveAsync(new ExportCheckpoint(End, Week), transaction);
            Assert.That(await plan.TakeAsync("other"), Is.Null);
            await transaction.RollbackAsync();
            Assert.That(() => partition.SaveAsync(At(1), transaction), Throws.InvalidOperationException, "it would be saved by itself");
        }

        await using (var connection = await _database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead))
            Assert.That(() => partition.SaveAsync(At(1), transaction), Throws.ArgumentException.With.Message.Contains("read committed"));

        await using var other = (await plan.TakeAsync("other"))!;
        Assert.That(other.ResumeFrom, Is.Null);
    }

    [Test]
    public async Task A_lease_is_renewed_until_the_partition_is_given_back()
    {
        var plan = await PlanAsync(End - Start);
        var partition = (await plan.TakeAsync("one", TimeSpan.FromSeconds(1)))!;
        await RunAsync("update iterable_export_partitions set lease_until = 'epoch'");

        Assert.That(async () => await RunAsync("select lease_until > clock_timestamp() - interval '1 hour' from iterable_export_partitions"), Is.True.After(60_000, 20));
        await partition.DisposeAsync();
        await partition.DisposeAsync();
        Assert.That(await RunAsync("select count(*) from iterable_export_partitions where lease_until is null and worker is null"), Is.EqualTo(1L));
    }

    [Test]
    public async Task Who_loses_a_partition_is_stopped_and_goes_on_with_another()
    {
        var plan = await PlanAsync(Week, new HastyClock());
        var seen = new List<(DateTimeOffset Start, long Fence)>();
        await plan.RunAsync("one", async (partition, cancellation) =>
        {
            seen.Add((partition.Start, partition.Fence));
            if (seen.Count == 1)
            {
                await RunAsync("update iterable_export_partitions set fence = fence + 1, lease_until = 'epoch' where worker = 'one'");
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            }

            await partition.SaveAsync(new ExportCheckpoint(partition.End, Week), cancellation);
        }).WaitAsync(Longest);

        Assert.That(seen.Take(2), Is.EqualTo(new[] { (Start, 1L), (Start.AddDays(7), 1L) }));
        Assert.That(seen[^1], Is.EqualTo((Start, 3L)), "what was taken least often comes first");
        Assert.That((await plan.GetProgressAsync()).IsComplete);
    }

    [Test]
    public async Task Cancellation_and_failures_give_back_what_is_in_hand()
    {
        var plan = await PlanAsync(End - Start);
        using var stop = new CancellationTokenSource();

        Assert.That(() => plan.RunAsync("one", async (partition, cancellation) =>
        {
            await partition.SaveAsync(At(1), cancellation);
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }, cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => plan.RunAsync("two", async (partition, cancellation) =>
        {
            Assert.That(partition.ResumeFrom, Is.EqualTo(At(1)));
            await partition.SaveAsync(At(2), cancellation);
            throw new FormatException();
        }), Throws.TypeOf<FormatException>());
        Assert.That(() => plan.RunAsync("three", (_, _) => Task.CompletedTask), Throws.InvalidOperationException.With.Message.Contains("ended before its end was saved"));

        await using var next = (await plan.TakeAsync("four"))!;
        Assert.That((next.ResumeFrom, next.Fence), Is.EqualTo((At(2), 4L)));
    }

    [Test]
    public async Task A_worker_waits_for_what_others_have_in_hand()
    {
        var plan = await PlanAsync(End - Start, new HastyClock());
        var held = (await plan.TakeAsync("one"))!;
        var asked = 0;
        var running = plan.RunAsync("two", (partition, cancellation) =>
        {
            asked++;
            return partition.SaveAsync(new ExportCheckpoint(partition.End, Week), cancellation);
        });

        var progress = await plan.GetProgressAsync();
        Assert.That((progress.Done, progress.InHand, progress.Waiting, running.IsCompleted), Is.EqualTo((0L, 1L, 0L, false)));
        await held.DisposeAsync();
        await running.WaitAsync(Longest);
        progress = await plan.GetProgressAsync();
        Assert.That((progress.Done, progress.InHand, progress.Waiting, asked), Is.EqualTo((1L, 0L, 0L, 1)));
    }

    [Test]
    public async Task A_worker_is_stopped_when_the_database_is_away_for_longer_than_its_lease()
    {
        var plan = await PlanAsync(End - Start, new HastyClock(TimeSpan.FromSeconds(20)));

        Assert.That(() => plan.RunAsync("one", async (_, cancellation) =>
        {
            await _server.DisposeAsync();
            _server = null!;
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }).WaitAsync(Longest), Throws.InstanceOf<NpgsqlException>());
    }

    [Test]
    public async Task A_plan_is_divided_once_and_one_that_differs_is_refused()
    {
        ExportDataType[] types = [ExportDataType.EmailSend, ExportDataType.EmailOpen];
        var plans = Enumerable.Range(0, 20).Select(_ => new PostgreSqlExportPlan(_database, "p")).ToList();

        await Task.WhenAll(plans.Select(plan => plan.EnsureAsync(types, Start, End, Week)));
        await plans[0].EnsureAsync(types.Reverse().Concat(types), Start.ToOffset(TimeSpan.FromHours(5)), End, Week);

        Assert.That(await RunAsync("select count(*) from iterable_export_partitions"), Is.EqualTo(10L));
        Assert.That(await RunAsync("select count(*) from iterable_export_partitions a where end_at = '2025-03-31T07:00Z' or exists (select from iterable_export_partitions b where a.end_at = b.start_at and a.data_type = b.data_type)"), Is.EqualTo(10L), "slices meet");
        (ExportDataType[] Types, DateTimeOffset Start, DateTimeOffset End, TimeSpan Slice)[] others =
        [
            (types[..1], Start, End, Week), (types, Start.AddSeconds(1), End, Week), (types, Start, End.AddSeconds(-1), Week), (types, Start, End, TimeSpan.FromDays(6)), (types, Start, End, TimeSpan.FromDays(400)),
        ];
        foreach (var other in others)
        {
            Assert.That(
                () => plans[0].EnsureAsync(other.Types, other.Start, other.End, other.Slice),
                Throws.InvalidOperationException.With.Message.Contains("is emailOpen, emailSend from 2025-03-01T00:00:00Z to 2025-03-31T07:00:00Z in slices of 7.00:00:00; asked for was "));
        }

        Assert.That(await RunAsync("select count(*) from iterable_export_partitions"), Is.EqualTo(10L));
        await new PostgreSqlExportPlan(_database, "q").EnsureAsync(types[..1], Start, End, TimeSpan.FromDays(400));
        await RunAsync("create schema exports");
        var elsewhere = new PostgreSqlExportPlan(_database, "q", "exports.iterable");
        Assert.That(() => elsewhere.TakeAsync("one"), Throws.InvalidOperationException.With.Message.Contains("There is no export plan 'q' in exports.iterable"));
        await RunAsync(elsewhere.Schema);
        Assert.That(() => elsewhere.RunAsync("one", (_, _) => Task.CompletedTask), Throws.InvalidOperationException.With.Message.Contains("EnsureAsync"));
        await elsewhere.EnsureAsync(types, Start, End, Week);
    }

    [Test]
    public async Task An_ambient_transaction_neither_hides_a_lease_nor_is_passed_over()
    {
        var plan = await PlanAsync(End - Start);
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using var partition = (await plan.TakeAsync("one"))!;
            Assert.That((await plan.GetProgressAsync()).InHand, Is.EqualTo(1));
            Assert.That(() => partition.SaveAsync(At(1)), Throws.InvalidOperationException.With.Message.Contains("ambient transaction"));
        }

        await using var next = (await plan.TakeAsync("one"))!;
        Assert.That(next.Fence, Is.EqualTo(2));
    }

    [Test]
    public async Task What_cannot_be_right_is_refused()
    {
        var plan = await PlanAsync(End - Start);
        await using var partition = (await plan.TakeAsync("one"))!;

        Assert.Multiple(() =>
        {
            Assert.That(() => partition.SaveAsync(new ExportCheckpoint(Start.AddSeconds(-1), Week)), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => partition.SaveAsync(new ExportCheckpoint(End.AddSeconds(1), Week)), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => plan.EnsureAsync([], Start, End, Week), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync([default], Start, End, Week), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync(["a"], Start, Start, Week), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync(["a"], Start.AddTicks(1), End, Week), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync(["a"], Start, End, TimeSpan.Zero), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync(["a"], Start, End, TimeSpan.FromSeconds(1)), Throws.ArgumentException.With.Message.Contains("1,000,000"));
            Assert.That(() => plan.TakeAsync("one", TimeSpan.FromMilliseconds(999)), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => plan.TakeAsync(" "), Throws.ArgumentException);
            Assert.That(() => new PostgreSqlExportPlan(_database, ""), Throws.ArgumentException);
            Assert.That(() => new PostgreSqlExportPlan(_database, "p", "a; drop table events"), Throws.ArgumentException);
        });
    }

    private static ExportCheckpoint At(int day) => new(Start.AddDays(day), TimeSpan.FromDays(1));

    private async Task<PostgreSqlExportPlan> PlanAsync(TimeSpan slice, TimeProvider? clock = null)
    {
        var plan = new PostgreSqlExportPlan(_database, "p", timeProvider: clock);
        await plan.EnsureAsync([ExportDataType.EmailOpen], Start, End, slice);
        return plan;
    }

    private Task<object?> ExpireAsync() => RunAsync("update iterable_export_partitions set lease_until = clock_timestamp() - interval '1 second'");

    private async Task<object?> RunAsync(string statement)
    {
        await using var command = _database.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }

    private static async Task InsertAsync(NpgsqlTransaction transaction, string type, ExportedEvent record)
    {
        await using var insert = new NpgsqlCommand("insert into events values ($1, $2, $3)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = type }, new() { Value = record.Email }, new() { Value = record.CreatedAt!.Value.UtcDateTime } },
        };
        await insert.ExecuteNonQueryAsync();
    }

    private async Task<List<string>> ReadTableAsync()
    {
        var read = new List<string>();
        await using var command = _database.CreateCommand("select type, email, at from events");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            read.Add($"{rows.GetString(0)} {rows.GetString(1)} {rows.GetDateTime(2):s}");
        return [.. read.Order()];
    }

    private static async Task<List<string>> ReadUndisturbedAsync(IterableClient iterable)
    {
        var read = new List<string>();
        foreach (var type in new[] { ExportDataType.EmailOpen, ExportDataType.EmailSend })
        {
            await foreach (var record in iterable.Export.ReadAsync(new ExportQuery(type) { Start = Start, End = End }))
                read.Add($"{type} {record.Email} {record.CreatedAt!.Value.UtcDateTime:s}");
        }

        Assert.That(read, Has.Count.EqualTo(62));
        return [.. read.Order()];
    }

    private static async Task<IterableTestServer> StartApiAsync()
    {
        var api = await IterableTestServer.StartAsync();
        foreach (var type in new[] { "emailOpen", "emailSend" })
        {
            // One record twice: what is compared is how often each comes.
            for (var day = 0; day < 31; day++)
                api.Exports.Add(type, Start.AddDays(day == 30 ? 29 : day), new { email = $"user{Math.Min(day, 29)}@example.com" });
        }

        return api;
    }

    private static IterableClient CreateClient(IterableTestServer api)
    {
        var options = api.Project.CreateClientOptions();
        options.RateLimit.Enabled = false;
        return new IterableClient(options);
    }

    /// <summary>A clock whose waits never end, as for a process that is gone.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }

    /// <summary>A clock whose waits are over at once, and which can be later each time it is asked.</summary>
    private sealed class HastyClock(TimeSpan step = default) : TimeProvider
    {
        private long _asked;

        public override long GetTimestamp() => base.GetTimestamp() + (Interlocked.Increment(ref _asked) * (long)(step.TotalSeconds * TimestampFrequency));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
