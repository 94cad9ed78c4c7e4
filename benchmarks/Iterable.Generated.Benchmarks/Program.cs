using Iterable.Generated.Benchmarks;

// dotnet run -c Release --project benchmarks/Iterable.Generated.Benchmarks [-- --warmup 100000 --calls 20000 --rounds 9 --pairs 40]
if (args is ["serve"])
    return await LoopbackServer.RunAsync();

if (args is [ColdStartBenchmark.Command, var program, var server])
    return await ColdStartBenchmark.MakeCallsAsync(program, new Uri(server));

var settings = BenchmarkSettings.Parse(args);
await ColdStartBenchmark.RunAsync(settings.Pairs);
return await SmallPostBenchmark.RunAsync(settings);
