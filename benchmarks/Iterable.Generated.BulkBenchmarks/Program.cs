using Iterable.Generated.BulkBenchmarks;

// dotnet run -c Release --project benchmarks/Iterable.Generated.BulkBenchmarks [-- --users 200000 --rounds 9 --flat 2000000 --seconds 20]
// What a lane costs against a loop by hand, its memory over many records (10,000,000 with --flat), and its pace under Iterable's limit. 0 leaves one out.
var settings = BulkSettings.Parse(args);
if (settings.Rounds > 0)
    await CostBenchmark.RunAsync(settings);
if (settings.Flat > 0)
    await MemoryBenchmark.RunAsync(settings.Flat);
if (settings.Seconds > 0)
    await PaceBenchmark.RunAsync(settings.Seconds);
return 0;
