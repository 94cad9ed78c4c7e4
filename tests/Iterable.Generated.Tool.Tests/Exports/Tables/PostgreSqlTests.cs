using Iterable.Generated.ScaleBenchmarks;
using Iterable.Generated.Tests;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;
using Iterable.Generated.Tool.Tests.Support.Databases;
using Npgsql;

namespace Iterable.Generated.Tool.Tests.Exports.Tables;

public class PostgreSqlTests : CommandTests
{
    private static readonly string[] Command = ["export", "emailOpen", "--from", "2026-01-01", "--to", "2026-01-06", "--format", "postgres"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private StoreServer _server = null!;

    [OneTimeSetUp]
    public async Task StartDatabases() => _server = await Servers.StartAsync(PostgreSqlServer.Name);

    [OneTimeTearDown]
    public async Task StopDatabases()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [SetUp]
    public void AddRecords() => Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));

    [Test]
    public async Task The_variables_of_PostgreSQL_name_the_server_and_the_schema_is_iterable()
    {
        await using var run = NewExport();
        foreach (var (name, value) in new[] { ("PGHOST", "127.0.0.1"), ("PGPORT", $"{_server.Port}"), ("PGUSER", "postgres"), ("PGDATABASE", "postgres"), ("PGSSLMODE", "disable") })
            run.Environment[name] = value;

        Assert.That(await run.RunAsync(Command), Is.EqualTo(ExitCode.Success), run.Errors);

        Assert.That(await QueryAsync(_server.Address, "select count(*) from iterable.email_open"), Is.EqualTo(500));
        Assert.That(await QueryAsync(_server.Address, "select count(*) from pg_indexes where schemaname = 'iterable' and indexdef like '%(_part)'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_connection_that_is_lost_ends_the_run_and_the_same_command_goes_on()
    {
        AtSecondRequest(() => QueryAsync(_server.Address, "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'itbl'"));

        var lost = await ExportAsync(_server, "lost");
        var second = await ExportAsync(_server, "lost");

        await AssertWentOnAsync(lost, second, _server, "lost");
    }

    [Test]
    public async Task A_server_that_ends_within_a_run_is_said_and_the_same_command_goes_on()
    {
        await using var server = await Servers.StartAsync(PostgreSqlServer.Name);
        AtSecondRequest(server.KillAsync);

        var lost = await ExportAsync(server, "lost");
        await server.StartAsync();
        var second = await ExportAsync(server, "lost");

        await AssertWentOnAsync(lost, second, server, "lost");
    }

    [Test]
    public async Task A_server_that_is_not_there_and_a_database_that_loses_letters_are_said_before_anything_is_asked()
    {
        await using var nameless = NewExport();
        nameless.Environment["PGHOST"] = "127.0.0.1";
        nameless.Environment["PGPORT"] = "1";
        Assert.That(await nameless.RunAsync(Command), Is.EqualTo(ExitCode.Failure));
        await using var away = NewExport();
        Assert.That(await away.RunAsync([.. Command, "--out", "Host=127.0.0.1;Port=1;Username=ada;Password=secret;Database=w"]), Is.EqualTo(ExitCode.Failure));
        await QueryAsync(_server.Address, "create database latin encoding 'LATIN1' locale 'C' template template0");
        await using var latin = NewExport();
        Assert.That(await latin.RunAsync([.. Command, "--out", _server.Address.Replace("Database=postgres", "Database=latin", StringComparison.Ordinal)]), Is.EqualTo(ExitCode.Usage));

        Assert.That(nameless.Errors, Does.StartWith("PostgreSQL at 127.0.0.1:1: "));
        Assert.That(away.Errors, Does.Contain("w at 127.0.0.1:1: ").And.Not.Contain("secret"));
        Assert.That(latin.Errors, Does.Contain("LATIN1").And.Contain("UTF8"));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_user_that_may_not_make_tables_is_said_by_the_server_and_one_needs_nothing_but_a_schema()
    {
        await QueryAsync(_server.Address, "create role loader login; create schema theirs authorization loader");
        var address = _server.Address.Replace("Username=postgres", "Username=loader", StringComparison.Ordinal);
        await using var refused = NewExport();
        await using var run = NewExport();

        Assert.That(await refused.RunAsync([.. Command, "--out", address, "--schema", "new"]), Is.EqualTo(ExitCode.Failure));
        Assert.That(await run.RunAsync([.. Command, "--out", address, "--schema", "theirs"]), Is.EqualTo(ExitCode.Success), run.Errors);

        Assert.That(refused.Errors, Does.Contain("permission denied for database postgres"));
    }

    [Test]
    public async Task A_reader_within_the_run_sees_each_record_once()
    {
        Assert.That((await ExportAsync(_server, "seen")).ExitCode, Is.EqualTo(ExitCode.Success));
        await using var reader = new NpgsqlConnection(_server.Address);
        await reader.OpenAsync();
        using var stopping = new CancellationTokenSource();
        var seen = Task.Run(async () =>
        {
            var different = new List<string>();
            while (!stopping.IsCancellationRequested)
            {
                var row = (await TestDatabase.QueryAsync(reader, "select count(*), count(distinct message_id) from seen.email_open")).Single();
                if (!row.SequenceEqual([500L, 500L]))
                    different.Add(string.Join(' ', row));
            }

            return different;
        });

        for (var i = 0; i < 3; i++)
            Assert.That((await ExportAsync(_server, "seen")).ExitCode, Is.EqualTo(ExitCode.Success));
        await stopping.CancelAsync();

        Assert.That(await seen, Is.Empty);
    }

    private ToolRun NewExport()
    {
        var run = NewRun();
        run.Time = new LeapingTime();
        return run;
    }

    private async Task<(int ExitCode, string Errors)> ExportAsync(StoreServer server, string schema)
    {
        await using var run = NewExport();
        return (await run.RunAsync([.. Command, "--out", server.Address, "--schema", schema]), run.Errors);
    }

    private void AtSecondRequest(Func<Task> action)
    {
        var requests = 0;
        Server.Faults.For(IterableOperations.ExportDataJson).When(_ =>
        {
            if (Interlocked.Increment(ref requests) == 2)
                action().GetAwaiter().GetResult();
            return false;
        }).Respond(System.Net.HttpStatusCode.OK);
    }

    private async Task AssertWentOnAsync((int ExitCode, string Errors) lost, (int ExitCode, string Errors) second, StoreServer server, string schema)
    {
        Assert.That((lost.ExitCode, second.ExitCode), Is.EqualTo((ExitCode.Failure, ExitCode.Success)), second.Errors);
        Assert.That(lost.Errors, Does.Contain($"emailOpen: the schema {schema} of postgres at 127.0.0.1:{server.Port}: ").And.Contain("the same command goes on from there"));
        Assert.That(Server.Requests.To(IterableOperations.ExportDataJson), Has.Count.EqualTo(5), "what was in the table is not asked for again");
        Assert.That(await QueryAsync(server.Address, $"select count(distinct message_id) + count(*) from {schema}.email_open"), Is.EqualTo(1_000));
    }

    private static async Task<object?> QueryAsync(string address, string sql)
    {
        await using var connection = new NpgsqlConnection($"{address};Pooling=false");
        await connection.OpenAsync();
        return (await TestDatabase.QueryAsync(connection, sql)).SingleOrDefault()?.Single();
    }
}
