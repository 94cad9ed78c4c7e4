using Iterable.Generated.ScaleBenchmarks;
using Npgsql;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

/// <summary>A plan for an export of thirty days, on a real server.</summary>
internal abstract class ExportPlanScene
{
    protected static readonly DateTimeOffset Start = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
    protected static readonly DateTimeOffset End = Start.AddDays(30).AddHours(7);
    protected static readonly TimeSpan Week = TimeSpan.FromDays(7);

    protected StoreServer Server { get; set; } = null!;

    protected NpgsqlDataSource Database { get; private set; } = null!;

    [SetUp]
    public async Task StartServer()
    {
        Server = await Servers.StartAsync(PostgreSqlServer.Name);
        Database = NpgsqlDataSource.Create(Server.Address);
        await RunAsync("create table events (type text, email text, at timestamptz)");
    }

    [TearDown]
    public async Task StopServer()
    {
        if (Database is not null)
            await Database.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
    }

    protected static ExportCheckpoint At(int day) => new(Start.AddDays(day), TimeSpan.FromDays(1));

    protected async Task<PostgreSqlExportPlan> PlanAsync(TimeSpan slice, TimeProvider? clock = null)
    {
        var plan = new PostgreSqlExportPlan(Database, "p", timeProvider: clock);
        await plan.EnsureAsync([ExportDataType.EmailOpen], Start, End, slice);
        return plan;
    }

    protected Task<object?> ExpireAsync() => RunAsync("update iterable_export_partitions set lease_until = clock_timestamp() - interval '1 second'");

    protected async Task<object?> RunAsync(string statement)
    {
        await using var command = Database.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A clock whose waits never end, as for a process that is gone.</summary>
    protected sealed class StoppedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}
