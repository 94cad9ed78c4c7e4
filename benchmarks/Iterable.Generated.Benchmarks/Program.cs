using Iterable.Generated.Benchmarks;

// dotnet run -c Release --project benchmarks/Iterable.Generated.Benchmarks [-- --warmup 100000 --calls 20000 --rounds 7]
if (args is ["serve"])
    return await LoopbackServer.RunAsync();

return await SmallPostBenchmark.RunAsync(BenchmarkSettings.Parse(args));
