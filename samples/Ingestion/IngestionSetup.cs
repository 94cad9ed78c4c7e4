using Iterable.Generated;
using Npgsql;
using Wolverine;
using Wolverine.Configuration;
using Wolverine.ErrorHandling;
using Wolverine.Postgresql;

namespace Ingestion;

/// <summary>What the two kinds of process are made of: one queues and needs no key of Iterable's, the other works.</summary>
public static class IngestionSetup
{
    public const string ConnectionName = "Ingestion";

    private const string Queue = "ingest";
    private const int Queues = 4;

    /// <summary>Adds the library call, <see cref="IngestionQueue" />, to a process.</summary>
    public static IHostApplicationBuilder AddIngestionQueue(this IHostApplicationBuilder builder)
    {
        AddParts(builder);
        builder.Services.AddSingleton<IngestionQueue>();
        return builder.UseWolverine(options =>
        {
            UseDatabase(options, builder.Configuration);
            options.MessagePartitioning.PublishOnlyToShardedPostgresqlQueues(Queue, Queues, topology => topology.Message<IngestRecord>());

            // It is no member of the workers' cluster, whose leader would give it queues to work, which it does not. A record is in its queue when its call ends.
            options.Durability.Mode = DurabilityMode.ServerlessWithOutbox;
            options.Policies.AllSenders(sender => sender.SendInline());
        });
    }

    /// <summary>Makes a process a worker. It does not queue: what queues is no member of the workers' cluster.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="isAlone">Whether there is no other worker: it starts at once, without an election. For development and tests.</param>
    public static IHostApplicationBuilder AddIngestionWorker(this IHostApplicationBuilder builder, bool isAlone = false)
    {
        AddParts(builder);
        builder.Services.AddIterableClient(builder.Configuration.GetSection("Iterable")).UsePostgreSqlRateLimits(
            services => services.GetRequiredService<NpgsqlDataSource>(), limits => limits.Share = builder.Configuration.GetValue("Ingestion:Share", limits.Share));
        return builder.UseWolverine(options =>
        {
            UseDatabase(options, builder.Configuration);
            if (isAlone)
                options.Durability.Mode = DurabilityMode.Solo;

            // Shorter than the 30 s that the host waits, so that what could not be finished is given back.
            options.Durability.DrainTimeout = TimeSpan.FromSeconds(25);

            // Another worker takes over some 11 seconds after a crash; by default it is a minute.
            options.Durability.FirstHealthCheckExecution = TimeSpan.FromSeconds(1);
            options.Durability.HealthCheckPollingTime = TimeSpan.FromSeconds(2);
            options.Durability.CheckAssignmentPeriod = TimeSpan.FromSeconds(3);
            options.Durability.StaleNodeTimeout = TimeSpan.FromSeconds(8);

            options.MessagePartitioning.PublishToShardedPostgresqlQueues(Queue, Queues, topology =>
            {
                topology.Message<IngestRecord>();
                topology.MaxDegreeOfParallelism = PartitionSlots.Three;

                // By default a listener takes a few messages and then rests for five seconds.
                topology.ConfigureListening(listener => listener.MaximumMessagesToReceive(500).PollingInterval(TimeSpan.FromMilliseconds(50)));
            });

            // One batch at a time in a process: it is what keeps the order of a user.
            options.Discovery.IncludeType<RecordHandler>();
            options.BatchMessagesOf<IngestRecord>(batch =>
            {
                batch.BatchSize = 500;
                batch.TriggerTime = TimeSpan.FromMilliseconds(200);
            }).Sequential();

            // A batch has the time that Iterable needs to come back. What fails otherwise, such as the database, is tried until it works: only refused records become dead letters.
            options.DefaultExecutionTimeout = TimeSpan.FromDays(1);
            options.Policies.OnException<NpgsqlException>().RetryWithCooldown(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)).Then.RequeueIndefinitely();
            options.Policies.OnAnyException().RequeueIndefinitely();
        });
    }

    private static void AddParts(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(Database(builder.Configuration)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IngestionMetrics>();
        builder.Services.AddSingleton<RefusedRecords>();
        builder.Services.AddSingleton<Replay>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    private static void UseDatabase(WolverineOptions options, IConfiguration configuration)
    {
        options.ServiceName = "ingestion";
        options.ApplicationAssembly = typeof(IngestionSetup).Assembly;
        options.Discovery.DisableConventionalDiscovery();
        options.MessagePartitioning.ByMessage<IngestRecord>(record => record.User);
        options.UsePostgresqlPersistenceAndTransport(Database(configuration), RefusedRecords.WolverineSchema, transportSchema: "queues").AutoProvision();
    }

    private static string Database(IConfiguration configuration) =>
        configuration.GetConnectionString(ConnectionName) ?? throw new InvalidOperationException($"ConnectionStrings:{ConnectionName} is not set: it says where PostgreSQL is.");
}
