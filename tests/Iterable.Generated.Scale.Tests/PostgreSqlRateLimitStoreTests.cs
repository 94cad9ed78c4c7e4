using System.Transactions;
using Iterable.Generated.ScaleBenchmarks;
using Npgsql;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

internal sealed class PostgreSqlRateLimitStoreTests
{
    [Test]
    public async Task Processes_that_start_at_once_make_one_table()
    {
        await using var server = await Servers.StartAsync(PostgreSqlServer.Name);
        var stores = Enumerable.Range(0, 20).Select(_ => new PostgreSqlRateLimitStore(server.Address)).ToList();

        var waits = await Task.WhenAll(stores.Select(async store => (await store.ReserveAsync(Request, default)).Wait));

        Assert.That(waits, Is.Unique);
        stores.ForEach(store => store.Dispose());
    }

    [Test]
    public async Task The_table_can_be_made_before_and_stand_in_a_schema()
    {
        await using var server = await Servers.StartAsync(PostgreSqlServer.Name);
        await using var database = NpgsqlDataSource.Create(server.Address);
        using (var store = new PostgreSqlRateLimitStore(database, "limits.shared"))
        {
            await database.CreateCommand("create schema limits").ExecuteNonQueryAsync();
            await database.CreateCommand(store.Schema).ExecuteNonQueryAsync();
            await database.CreateCommand(store.Schema).ExecuteNonQueryAsync();
            await store.HoldAsync("k", TimeSpan.FromMinutes(1), default);
        }

        Assert.That(await database.CreateCommand("select count(*) from limits.shared").ExecuteScalarAsync(), Is.EqualTo(1));
        Assert.That(await database.CreateCommand("select relpersistence::text from pg_class where relname = 'shared'").ExecuteScalarAsync(), Is.EqualTo("u"));
    }

    [Test]
    public async Task A_transaction_of_the_caller_locks_nobody_out_and_gives_no_slot_back()
    {
        await using var server = await Servers.StartAsync(PostgreSqlServer.Name);
        using var one = new PostgreSqlRateLimitStore(server.Address);
        using var other = new PostgreSqlRateLimitStore(server.Address);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await one.ReserveAsync(Request, end.Token);
            using (new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled))
                Assert.That((await other.ReserveAsync(Request, end.Token)).Wait.TotalSeconds, Is.EqualTo(100).Within(20));
        }

        Assert.That((await other.ReserveAsync(Request, end.Token)).Wait.TotalSeconds, Is.EqualTo(200).Within(20));
    }

    [TestCase("limits; drop table users")]
    [TestCase("a.b.c")]
    [TestCase("")]
    [TestCase("limits\n")]
    public void A_name_that_is_none_is_refused(string table) =>
        Assert.That(() => new PostgreSqlRateLimitStore("Host=localhost", table), Throws.ArgumentException.With.Message.Contains("letters, digits and underscores"));

    private static IterableSlotRequest Request => new("k", TimeSpan.FromSeconds(100), 1, 1, TimeSpan.FromDays(1), TimeSpan.FromDays(1));
}
