using Iterable.Generated.ScaleBenchmarks;
using Iterable.Generated.Testing;
using Iterable.Generated.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Ingestion.Tests;

/// <summary>Processes of the sample, with a PostgreSQL and an Iterable server of their own.</summary>
internal sealed class IngestionScene : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly StoreServer _database;

    private IngestionScene(StoreServer database, IterableTestServer server) => (_database, Server) = (database, server);

    public IterableTestServer Server { get; }

    /// <summary>What the processes have written to their logs and into spans.</summary>
    public ToldOutside Told { get; } = new();

    public static async Task<IngestionScene> StartAsync() => new(await Servers.StartAsync(PostgreSqlServer.Name), await IterableTestServer.StartAsync());

    public Task<RunningIngestion> QueueAsync() => RunAsync(builder => builder.AddIngestionQueue(), app => app.MapQueue());

    public Task<RunningIngestion> WorkAsync() => RunAsync(builder => builder.AddIngestionWorker(isAlone: true), _ => { });

    /// <summary>Ends PostgreSQL as a crash does.</summary>
    public Task LoseDatabaseAsync() => _database.KillAsync();

    public async ValueTask DisposeAsync()
    {
        Told.Dispose();
        await Server.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<RunningIngestion> RunAsync(Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.Logging.ClearProviders().AddProvider(Told).AddSimpleConsole().AddFilter<ConsoleLoggerProvider>(level => level >= LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
        [
            new($"ConnectionStrings:{IngestionSetup.ConnectionName}", _database.Address),
            new("Iterable:ApiKey", Server.ApiKey),
            new("Iterable:BaseAddress", Server.BaseAddress.ToString()),
            new("Iterable:RateLimit:Project", "shop"),
            new("Iterable:RateLimit:Organization", "acme"),
        ]);
        add(builder);
        var app = builder.Build();
        map(app);
        app.MapRefused();
        app.MapHealth();
        await app.Services.GetRequiredService<RefusedRecords>().CreateTableAsync();
        return await RunningIngestion.StartAsync(app, LongestWait);
    }
}
