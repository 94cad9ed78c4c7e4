using System.Transactions;
using Iterable.Generated.Tests.Support;
using Npgsql;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

/// <summary>One worker at a time has a partition.</summary>
internal sealed class ExportPlanLeaseTests : ExportPlanScene
{
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
        await using (var connection = await Database.OpenConnectionAsync())
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
        await using (var connection = await Database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await partition.SaveAsync(new ExportCheckpoint(End, Week), transaction);
            Assert.That(await plan.TakeAsync("other"), Is.Null);
            await transaction.RollbackAsync();
            Assert.That(() => partition.SaveAsync(At(1), transaction), Throws.InvalidOperationException, "it would be saved by itself");
        }

        await using (var connection = await Database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead))
            Assert.That(() => partition.SaveAsync(At(1), transaction), Throws.ArgumentException.With.Message.Contains("read committed"));

        await using var other = (await plan.TakeAsync("other"))!;
        Assert.That(other.ResumeFrom, Is.Null);
    }

    [Test]
    public async Task A_lease_is_renewed_until_the_partition_is_given_back()
    {
        var (time, ten) = (new VirtualTime(), TimeSpan.FromSeconds(10));
        var partition = (await (await PlanAsync(End - Start, time)).TakeAsync("one", TimeSpan.FromSeconds(31)))!;
        await RunAsync("update iterable_export_partitions set lease_until = 'epoch'");
        Assert.That(() => time.Waits.Count(wait => wait == ten), Is.EqualTo(1).After(30_000, 5));
        time.Advance(ten);

        Assert.That(async () => await RunAsync("select lease_until > clock_timestamp() - interval '1 hour' from iterable_export_partitions"), Is.True.After(60_000, 20));
        await partition.DisposeAsync();
        await partition.DisposeAsync();
        Assert.That(await RunAsync("select count(*) from iterable_export_partitions where lease_until is null and worker is null"), Is.EqualTo(1L));
    }

    [Test]
    public async Task A_lease_that_cannot_be_renewed_is_lost_when_it_ends_and_not_later()
    {
        var (time, ten) = (new VirtualTime(), TimeSpan.FromSeconds(10));
        await using var partition = (await (await PlanAsync(End - Start, time)).TakeAsync("one", TimeSpan.FromSeconds(31)))!;
        await Server.KillAsync();

        for (var pause = 1; pause <= 3; pause++)
        {
            Assert.That(() => time.Waits.Count(wait => wait == ten), Is.EqualTo(pause).After(30_000, 5));
            time.Advance(ten);
            Assert.That(partition.LeaseLost.IsCancellationRequested, Is.False);
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(partition.LeaseLost.IsCancellationRequested);
    }

    [Test]
    public async Task A_lease_that_is_renewed_ends_that_much_later()
    {
        var (time, ten) = (new VirtualTime(), TimeSpan.FromSeconds(10));
        await using var partition = (await (await PlanAsync(End - Start, time)).TakeAsync("one", TimeSpan.FromSeconds(31)))!;

        for (var pause = 1; pause <= 4; pause++)
        {
            Assert.That(() => time.Waits.Count(wait => wait == ten), Is.EqualTo(pause).After(30_000, 5));
            if (pause == 4)
                await Server.KillAsync();
            time.Advance(ten);
        }

        Assert.That(partition.LeaseLost.IsCancellationRequested, Is.False);
        time.Advance(TimeSpan.FromSeconds(21));
        Assert.That(partition.LeaseLost.IsCancellationRequested);
    }

    [Test]
    public async Task What_a_lease_took_to_be_given_is_part_of_it()
    {
        var time = new VirtualTime();
        var plan = await PlanAsync(End - Start, time);
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("lock iterable_export_partitions", connection, transaction))
            await command.ExecuteNonQueryAsync();

        var taking = plan.TakeAsync("one", TimeSpan.FromSeconds(31));
        Assert.That(() => RunAsync("select count(*) from pg_locks where not granted"), Is.EqualTo(1).After(30_000, 5));
        time.Advance(TimeSpan.FromSeconds(30));
        await transaction.CommitAsync();
        await using var partition = (await taking)!;

        Assert.That(partition.LeaseLost.IsCancellationRequested, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(partition.LeaseLost.IsCancellationRequested);
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
}
