using Iterable.Generated.Testing;
using Npgsql;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

// The server has a query of its own by that name.
using ExportQuery = global::Iterable.Generated.ExportQuery;

/// <summary>Each record of an export that workers do together arrives once.</summary>
internal sealed class ExportPlanRecordTests : ExportPlanScene
{
    [Test]
    public async Task Workers_share_a_plan_and_each_record_arrives_once()
    {
        await using var api = await StartApiAsync();
        using var iterable = CreateClient(api);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ScalePageExamples.Export(Database, iterable, Start, End, default)));

        Assert.That(await ReadTableAsync(), Is.EqualTo(await ReadUndisturbedAsync(iterable)));
        Assert.That(await RunAsync("select count(*) from iterable_export_partitions where fence = 1 and done_at is not null"), Is.EqualTo(10L));
        await ScalePageExamples.Export(Database, iterable, Start, End, default);
        Assert.That(await ReadTableAsync(), Has.Count.EqualTo(62), "what is done is not done again");
    }

    [Test]
    public async Task The_partition_of_a_worker_that_vanished_in_the_middle_of_a_window_is_taken_over_where_it_was()
    {
        await using var api = await StartApiAsync();
        using var iterable = CreateClient(api);
        var vanishing = new PostgreSqlExportPlan(Database, "events-2025", timeProvider: new StoppedClock());
        await vanishing.EnsureAsync([ExportDataType.EmailOpen, ExportDataType.EmailSend], Start, End, Week);
        var partition = (await vanishing.TakeAsync("vanishes"))!;
        var windows = 0;
        await foreach (var window in iterable.Export.ReadWindowedAsync(partition.CreateQuery(), new WindowedExportOptions { InitialWindow = TimeSpan.FromDays(2) }))
        {
            await using var connection = await Database.OpenConnectionAsync();
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
        await ScalePageExamples.Export(Database, iterable, Start, End, default);

        Assert.That(await ReadTableAsync(), Is.EqualTo(await ReadUndisturbedAsync(iterable)));
        Assert.That(await RunAsync("select count(*) from iterable_export_partitions where fence = 2"), Is.EqualTo(1L));
        await partition.DisposeAsync();
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
        await using var command = Database.CreateCommand("select type, email, at from events");
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
}
