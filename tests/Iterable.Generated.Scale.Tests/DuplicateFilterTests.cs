using System.Transactions;
using Iterable.Generated.ScaleBenchmarks;
using Npgsql;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

/// <summary>Filters of duplicates that processes share, on real servers.</summary>
internal sealed class DuplicateFilterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    [TestCase(RedisServer.Name)]
    [TestCase(PostgreSqlServer.Name)]
    public async Task What_one_process_claims_or_has_done_the_others_know(string store)
    {
        await using var server = await Servers.StartAsync(store);
        var (one, other) = (Create(store, server), Create(store, server));

        Assert.That(await one.ClaimAsync("a", "1", Minute), Is.EqualTo(IterableDuplicateClaim.First));
        Assert.That(await other.ClaimAsync("a", "2", Minute), Is.EqualTo(IterableDuplicateClaim.InProgress));
        Assert.That(await other.ClaimAsync("b", "2", Minute), Is.EqualTo(IterableDuplicateClaim.First));
        await other.ReleaseAsync("a", "2");
        Assert.That(await other.ClaimAsync("a", "3", Minute), Is.EqualTo(IterableDuplicateClaim.InProgress), "the claim of another stays");
        await one.ReleaseAsync("a", "1");
        Assert.That(await other.ClaimAsync("a", "4", Minute), Is.EqualTo(IterableDuplicateClaim.First));
        await other.CompleteAsync("a", Minute);
        Assert.That(await one.ClaimAsync("a", "5", Minute), Is.EqualTo(IterableDuplicateClaim.Done));
        await one.ReleaseAsync("a", "4");
        Assert.That(await one.ClaimAsync("a", "6", Minute), Is.EqualTo(IterableDuplicateClaim.Done), "what is done stays done");
        Dispose(one, other);
    }

    [TestCase(RedisServer.Name)]
    [TestCase(PostgreSqlServer.Name)]
    public async Task Claims_and_what_is_done_end_by_themselves(string store)
    {
        await using var server = await Servers.StartAsync(store);
        var filter = Create(store, server);

        await filter.ClaimAsync("a", "1", Moment);
        Assert.That(async () => await filter.ClaimAsync("a", "2", Minute), Is.EqualTo(IterableDuplicateClaim.First).After(30_000, 5));
        await filter.CompleteAsync("b", Moment);
        Assert.That(async () => await filter.ClaimAsync("b", "1", Minute), Is.EqualTo(IterableDuplicateClaim.First).After(30_000, 5));
        Dispose(filter);
    }

    [TestCase(RedisServer.Name)]
    [TestCase(PostgreSqlServer.Name)]
    public async Task Of_many_who_claim_at_once_one_is_first(string store)
    {
        await using var server = await Servers.StartAsync(store);
        var filters = Enumerable.Range(0, 8).Select(_ => Create(store, server)).ToArray();

        for (var round = 0; round < 10; round++)
        {
            var claims = await Task.WhenAll(filters.Select(async (filter, i) => await filter.ClaimAsync($"k{round}", $"{i}", Minute)));
            Assert.That(claims.Count(claim => claim is IterableDuplicateClaim.First), Is.EqualTo(1));
            Assert.That(claims.Count(claim => claim is IterableDuplicateClaim.InProgress), Is.EqualTo(7));
        }

        Dispose(filters);
    }

    [Test]
    public async Task What_is_done_for_no_longer_is_in_progress_where_another_claims_it_at_the_same_moment()
    {
        await using var server = await Servers.StartAsync(PostgreSqlServer.Name);
        await using var database = NpgsqlDataSource.Create(server.Address);
        using var filter = new PostgreSqlDuplicateFilter(server.Address);
        await filter.CompleteAsync("a", TimeSpan.FromTicks(10));
        await using var other = await database.OpenConnectionAsync();
        await using var claiming = await other.BeginTransactionAsync();
        await using (var claim = new NpgsqlCommand("update iterable_events set owner = '1', ends_at = clock_timestamp() + interval '1 minute' where key = 'a'", other, claiming))
            await claim.ExecuteNonQueryAsync();

        var late = filter.ClaimAsync("a", "2", Minute).AsTask();
        Assert.That(() => database.CreateCommand("select count(*) from pg_locks where not granted").ExecuteScalarAsync(), Is.EqualTo(1).After(30_000, 5));
        await claiming.CommitAsync();

        Assert.That(await late, Is.EqualTo(IterableDuplicateClaim.InProgress));
    }

    [Test]
    public async Task Rows_whose_time_is_over_go()
    {
        await using var server = await Servers.StartAsync(PostgreSqlServer.Name);
        await using var database = NpgsqlDataSource.Create(server.Address);
        using var filter = new PostgreSqlDuplicateFilter(database, "public.events");
        for (var i = 0; i < 20; i++)
            await filter.CompleteAsync($"k{i}", TimeSpan.FromTicks(10));

        for (var i = 0; i < 3; i++)
            await filter.CompleteAsync("another", Minute);

        Assert.That(await database.CreateCommand("select count(*) from events").ExecuteScalarAsync(), Is.EqualTo(1));
        await database.CreateCommand(filter.Schema).ExecuteNonQueryAsync();
    }

    [TestCase(TransactionScopeAsyncFlowOption.Enabled)]
    [TestCase(TransactionScopeAsyncFlowOption.Suppress)]
    public async Task A_transaction_of_the_caller_locks_nobody_out_and_takes_no_claim_back(TransactionScopeAsyncFlowOption flow)
    {
        await using var server = await Servers.StartAsync(PostgreSqlServer.Name);
        using var one = new PostgreSqlDuplicateFilter(server.Address);
        using var other = new PostgreSqlDuplicateFilter(server.Address);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Task<IterableDuplicateClaim> first;
        Task done;
        var scope = new TransactionScope(flow);
        try
        {
            first = one.ClaimAsync("a", "1", Minute, end.Token).AsTask();
            done = one.CompleteAsync("b", Minute, end.Token).AsTask();
            Assert.That(Transaction.Current, Is.Not.Null, "the caller is still in it");
        }
        finally
        {
            // On the thread that made it, which a scope that does not flow asks for; and before what it would have held up has ended.
            scope.Dispose();
        }

        // What is next on the threads that these end on, which are the pool's.
        var left = Task.WhenAll(new[] { first, done }.Select(task => task.ContinueWith(_ => Transaction.Current, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)));
        Assert.That(await left, Is.All.Null, "a transaction was left on a thread for strangers to find");
        await done;
        Assert.That(await first, Is.EqualTo(IterableDuplicateClaim.First));
        Assert.That(await other.ClaimAsync("a", "2", Minute, end.Token), Is.EqualTo(IterableDuplicateClaim.InProgress));
        Assert.That(await other.ClaimAsync("b", "2", Minute, end.Token), Is.EqualTo(IterableDuplicateClaim.Done));
    }

    [Test]
    public async Task A_claim_in_a_transaction_of_the_caller_is_seen_by_the_others_at_once()
    {
        await using var server = await Servers.StartAsync(PostgreSqlServer.Name);
        using var one = new PostgreSqlDuplicateFilter(server.Address);
        using var other = new PostgreSqlDuplicateFilter(server.Address);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await one.ClaimAsync("a", "1", Minute, end.Token);
            using (new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled))
                Assert.That(await other.ClaimAsync("a", "2", Minute, end.Token), Is.EqualTo(IterableDuplicateClaim.InProgress));
        }

        Assert.That(await other.ClaimAsync("a", "3", Minute, end.Token), Is.EqualTo(IterableDuplicateClaim.InProgress));
    }

    [TestCase("events; drop table users")]
    [TestCase("a.b.c")]
    [TestCase("")]
    public void A_name_that_is_none_is_refused(string table) =>
        Assert.That(() => new PostgreSqlDuplicateFilter("Host=localhost", table), Throws.ArgumentException.With.Message.Contains("letters, digits and underscores"));

    [Test]
    public void An_owner_is_not_what_stands_for_done() =>
        Assert.That(async () => await new RedisDuplicateFilter("127.0.0.1:1").ClaimAsync("a", "done", Minute), Throws.ArgumentException);

    private static IIterableDuplicateFilter Create(string store, StoreServer server) =>
        store == RedisServer.Name ? new RedisDuplicateFilter(server.Address) : new PostgreSqlDuplicateFilter(server.Address);

    private static void Dispose(params IIterableDuplicateFilter[] filters) => Array.ForEach(filters, filter => ((IDisposable)filter).Dispose());
}
