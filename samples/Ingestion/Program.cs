using Ingestion;
using JasperFx;

// A process queues or works: Ingestion:Role is "queue" or "worker".
var builder = WebApplication.CreateBuilder();
var queues = builder.Configuration["Ingestion:Role"] == "queue";
if (queues)
    builder.AddIngestionQueue();
else
    builder.AddIngestionWorker(builder.Configuration.GetValue<bool>("Ingestion:IsAlone"));

await using var app = builder.Build();
app.MapHealth();
app.MapRefused();
if (queues)
    app.MapQueue();

// Wolverine's own commands: codegen write, resources setup, describe.
if (args.Length > 0)
    return await app.RunJasperFxCommands(args);

await app.Services.GetRequiredService<RefusedRecords>().CreateTableAsync();
await app.RunAsync();
return 0;
