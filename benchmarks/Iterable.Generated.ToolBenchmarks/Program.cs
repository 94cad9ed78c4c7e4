using System.Diagnostics;
using System.Globalization;
using Iterable.Generated.ExportBenchmarks;
using Iterable.Generated.ScaleBenchmarks;
using Iterable.Generated.ToolBenchmarks;

// dotnet run -c Release --project benchmarks/Iterable.Generated.ToolBenchmarks [-- <megabytes> <rounds> <times> | jobs]
// Makes its data once in artifacts/benchmarks; then exports them over HTTP on loopback to Parquet and to PostgreSQL, and does the same work without the tool, in turn, each in
// a process of its own, whose start counts. Memory is also that of an export with the data so many times over. It reads /proc, so it needs Linux.
// "jobs" exports four types by jobs within the limit for questions about their files.
return args switch
{
    ["serve", var ndjson] => await Serve(ndjson),
    ["jobs"] => await Jobs(),
    ["work", var name, var address, var times, var place] => await Work(name, address, int.Parse(times), place),
    _ => await Compare(args.Length > 0 ? int.Parse(args[0]) : 20, args.Length > 1 ? int.Parse(args[1]) : 3, args.Length > 2 ? int.Parse(args[2]) : 2),
};

static async Task<int> Serve(string ndjson)
{
    await LoopbackServer.RunAsync(ndjson, "");
    return 0;
}

static async Task<int> Work(string name, string address, int times, string place)
{
    Console.WriteLine(Usage.OfThisProcess(await Works.RunAsync(name, address, times, place)));
    return 0;
}

static async Task<int> Jobs()
{
    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    await JobRuns.CompareAsync();
    return 0;
}

static async Task<int> Compare(int megabytes, int rounds, int times)
{
    const string Node = "Node.js to NDJSON";
    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    Console.WriteLine($"{megabytes} MB of NDJSON, {rounds} rounds; {Environment.ProcessorCount} cores, .NET {Environment.Version}");
    var folder = Directory.CreateDirectory(Path.Combine("artifacts", "benchmarks")).FullName;
    var ndjson = ExportData.Ndjson(folder, megabytes * 1_000_000L);
    var records = File.ReadLines(ndjson).LongCount();
    var target = Directory.CreateTempSubdirectory("itbl-benchmark-");
    using var server = Start(Environment.ProcessPath!, ["serve", ndjson], keepInput: true);
    var address = $"http://127.0.0.1:{(await server.StandardOutput.ReadLineAsync())!}/";
    await using var postgres = StoreServer.Missing(PostgreSqlServer.Name) is { } missing ? NotThere(missing) : await StoreServer.StartAsync(PostgreSqlServer.Name);
    List<(string Name, Func<Task<Usage>> Run)> works =
    [
        (Works.Parquet, () => InFolder(1)),
        (Works.Copy, () => One(Works.Copy, 1, ndjson)),
    ];
    if (NodeIsThere())
        works.Add((Node, async () => await Run("node", [Path.Combine(AppContext.BaseDirectory, "columns.mjs"), $"{address}export/data.json?campaignId=1", Path.Combine(target.FullName, "node.ndjson")], records)));
    else
        Console.WriteLine("Node.js is not on the PATH, so its reader is left out.");
    if (postgres is not null)
        works.AddRange([(Works.Postgres, () => One(Works.Postgres, 1, postgres.Address)), (Works.CopyByHand, () => One(Works.CopyByHand, 1, postgres.Address))]);

    try
    {
        var all = works.ToDictionary(work => work.Name, _ => new List<Usage>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, run) in works)
                all[name].Add(await run());
        }

        foreach (var (name, list) in all)
            Console.WriteLine($"{name,-20} {Median(list.Select(one => one.Processor)),6:0.00} s of the processor, {Median(list.Select(one => one.Elapsed)),6:0.00} s, {list.Max(one => one.Peak),5:0} MB peak");
        Say(Works.Parquet, Works.Copy, 1.7, "processor time", one => one.Processor);
        Say(Works.Parquet, Node, 0.6, "processor time", one => one.Processor);
        Say(Works.Postgres, Works.CopyByHand, 1.5, "processor time of the client", one => one.Processor);
        Say(Works.Postgres, Works.CopyByHand, 1.5, "time by the clock, with that of the server", one => one.Elapsed);
        foreach (var repeats in new[] { 1, times })
            Console.WriteLine($"{Works.Parquet}, {megabytes * repeats} MB: {(await InFolder(repeats)).Peak:0} MB peak, at most 250 wanted");

        void Say(string one, string other, double wanted, string what, Func<Usage, double> of)
        {
            if (all.ContainsKey(one) && all.ContainsKey(other))
                Console.WriteLine($"{one} takes {Median(all[one].Zip(all[other], (left, right) => of(left) / of(right))):0.00} times the {what} of {other}, at most {wanted:0.0} wanted");
        }
    }
    finally
    {
        server.Kill();
        target.Delete(recursive: true);
        File.Delete($"{ndjson}.parquet");
    }

    return 0;

    Task<Usage> One(string name, int repeats, string place) => Run(Environment.ProcessPath!, ["work", name, address, $"{repeats}", place], records * repeats);

    async Task<Usage> InFolder(int repeats)
    {
        var place = target.CreateSubdirectory("parquet");
        var usage = await One(Works.Parquet, repeats, place.FullName);
        place.Delete(recursive: true);
        return usage;
    }
}

static StoreServer? NotThere(string why)
{
    Console.WriteLine($"{why} So it is left out.");
    return null;
}

static bool NodeIsThere() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")));

static async Task<Usage> Run(string program, string[] arguments, long records)
{
    using var process = Start(program, arguments, keepInput: false);
    var output = await process.StandardOutput.ReadToEndAsync();
    await process.WaitForExitAsync();
    var usage = process.ExitCode == 0 ? Usage.Parse(output.Trim()) : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    return usage.Records == records ? usage : throw new InvalidOperationException($"{string.Join(' ', arguments)} dealt with {usage.Records} records of {records}.");
}

static Process Start(string program, string[] arguments, bool keepInput) =>
    Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = keepInput })!;

// Round by round, so that a machine that is slow for a while is slow for both.
static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
