using System.Diagnostics;
using System.Globalization;
using Iterable.Generated.ExportBenchmarks;

// dotnet run -c Release --project benchmarks/Iterable.Generated.ExportBenchmarks [-- <megabytes> <rounds> [<part of the names of readers>]]
// Makes its data once in artifacts/benchmarks; then reads each export with each reader, in turn, round after round, over HTTP on loopback.
// Of a part, what it is compared with is read as well.
return args switch
{
    ["serve", var ndjson, var csv] => await Serve(ndjson, csv),
    ["memory", var name, var port, var times] => await Memory(name, int.Parse(port), int.Parse(times)),
    _ => await Compare(args.Length > 0 ? int.Parse(args[0]) : 200, args.Length > 1 ? int.Parse(args[1]) : 5, args.Length > 2 ? args[2] : ""),
};

static async Task<int> Serve(string ndjson, string csv)
{
    await LoopbackServer.RunAsync(ndjson, csv);
    return 0;
}

// What one reader needs, in a process of its own.
static async Task<int> Memory(string name, int port, int times)
{
    using var cases = new Cases(port);

    // Once in the life of a process, up to ten seconds or so after its start, the runtime goes through the oldest generation, where compiled
    // code and types have come to be; readers written by hand see that too. After that it has no cause to, unless a reader gives it one.
    for (var clock = Stopwatch.StartNew(); GC.CollectionCount(2) == 0 && clock.Elapsed < TimeSpan.FromMinutes(1);)
        await cases.All[name](1);

    var before = GC.CollectionCount(2);
    await cases.All[name](times);
    var collections = GC.CollectionCount(2) - before;
    var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
    Console.WriteLine($"{long.Parse(peak) / 1024} MB peak, {collections} gen-2 collections, and {before} before");
    return 0;
}

static async Task<int> Compare(int megabytes, int rounds, string part)
{
    (string One, string Other, double Wanted)[] comparisons =
    [
        ("ndjson", "Newtonsoft by hand", 2.0),
        ("ndjson", Cases.Node, 1.5),
        ("ndjson + DataFields", "Newtonsoft by hand", 2.0),
        ("ndjson + ReadDataFields<T>", "Newtonsoft by hand", 2.0),
        ("ndjson JObject", "Newtonsoft by hand", 1.5),
        ("ndjson own class", "Newtonsoft by hand", 2.5),
        ("least + DataFields", "Newtonsoft by hand", double.NaN),
        ("least JObject", "Newtonsoft by hand", double.NaN),
        ("csv", "CsvHelper by hand", 0.85),
    ];

    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    var folder = Directory.CreateDirectory(Path.Combine("artifacts", "benchmarks")).FullName;
    Console.WriteLine($"{megabytes} MB of each format, {rounds} rounds after one to warm up; {Environment.ProcessorCount} cores, .NET {Environment.Version}");
    var ndjson = ExportData.Ndjson(folder, megabytes * 1_000_000L);
    var csv = ExportData.Csv(folder, megabytes * 1_000_000L);
    if (!Cases.NodeIsThere)
        Console.WriteLine("Node.js is not on the PATH, so its reader is left out.");
    using var server = Start(["serve", ndjson, csv], keepInput: true);
    var port = int.Parse((await server.StandardOutput.ReadLineAsync())!);
    var times = new Dictionary<string, List<double>>();
    var processor = new Dictionary<string, List<double>>();
    using (var cases = new Cases(port))
    {
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, run) in cases.All.Where(one => IsAsked(one.Key)))
            {
                GC.Collect();
                cases.NodeMilliseconds = null;
                var before = Environment.CpuUsage.TotalTime;
                var clock = Stopwatch.StartNew();
                await run(1);
                var milliseconds = cases.NodeMilliseconds ?? clock.Elapsed.TotalMilliseconds;
                if (round == 0)
                    continue;

                Add(times, name, milliseconds);
                if (cases.NodeMilliseconds is null)
                    Add(processor, name, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
        }
    }

    foreach (var (name, list) in times)
        Console.WriteLine($"{name,-26} {megabytes * 1000 / Median(list),6:0} MB/s");

    foreach (var (one, other, wanted) in comparisons.Where(pair => times.ContainsKey(pair.One) && times.ContainsKey(pair.Other)))
    {
        var byProcessor = processor.ContainsKey(other) ? $", {Median(Ratios(processor, one, other)):0.00} by processor time" : "";
        var ratios = Ratios(times, one, other);
        Console.WriteLine($"{one} is {Median(ratios):0.00} times {other} [{ratios[ratios.Count / 4]:0.00}-{ratios[ratios.Count * 3 / 4]:0.00}]{byProcessor}{(double.IsNaN(wanted) ? "" : $", wanted {wanted:0.00}")}");
    }

    foreach (var name in new[] { "ndjson", "csv" }.Where(times.ContainsKey))
    {
        foreach (var repeats in new[] { 1, 10 })
        {
            using var reader = Start(["memory", name, port.ToString(), repeats.ToString()], keepInput: false, ("DOTNET_GCgen0size", "0x400000"));
            Console.WriteLine($"{name} {megabytes * repeats} MB: {(await reader.StandardOutput.ReadToEndAsync()).Trim()} (at most 72 MB and 0 collections wanted)");
        }
    }

    server.Kill();
    return 0;

    bool IsAsked(string name) => (name.Contains(part, StringComparison.OrdinalIgnoreCase) || comparisons.Any(pair => pair.Other == name && pair.One.Contains(part, StringComparison.OrdinalIgnoreCase)))
        && (name != Cases.Node || Cases.NodeIsThere);
}

static void Add(Dictionary<string, List<double>> all, string name, double value) =>
    (all.TryGetValue(name, out var list) ? list : all[name] = []).Add(value);

// Round by round, so that a machine that is slow for a while is slow for both.
static List<double> Ratios(Dictionary<string, List<double>> all, string one, string other) =>
    all[other].Zip(all[one], (slow, fast) => slow / fast).Order().ToList();

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static Process Start(string[] arguments, bool keepInput, params (string Name, string Value)[] environment)
{
    var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = keepInput };
    foreach (var argument in arguments)
        start.ArgumentList.Add(argument);
    foreach (var (name, value) in environment)
        start.Environment[name] = value;

    return Process.Start(start)!;
}
