using System.Diagnostics;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.ExportBenchmarks;

/// <summary>The ways of reading that are compared. Each reads one export and gives a sum over it, the same for the same records.</summary>
internal sealed class Cases(int port) : IDisposable
{
    private readonly IterableClient _client = new(new IterableClientOptions { ApiKey = "benchmark", BaseAddress = new Uri($"http://127.0.0.1:{port}/"), RateLimit = { Enabled = false } });
    private readonly HttpClient _http = new();

    public Dictionary<string, Func<int, Task<long>>> All => new()
    {
        ["ndjson"] = times => ReadAsync<ExportedEvent>(ExportFormat.Ndjson, times, Sum),
        ["ndjson + DataFields"] = times => ReadAsync<ExportedEvent>(ExportFormat.Ndjson, times, record => Sum(record) + (record.DataFields!.Count >= 0 ? 0 : 1)),
        ["ndjson + ReadDataFields<T>"] = times => ReadAsync<ExportedEvent>(ExportFormat.Ndjson, times, record => Sum(record) + (record.ReadDataFields<Fields>() is null ? 1 : 0)),
        ["ndjson JObject"] = times => ReadAsync<JObject>(ExportFormat.Ndjson, times, Sum),
        ["ndjson own class"] = times => ReadAsync<Own>(ExportFormat.Ndjson, times, record => record.Email!.Length + record.CampaignId + record.CreatedAt.ToUnixTimeSeconds()),
        ["Newtonsoft by hand"] = async times => HandWritten.Newtonsoft(await OpenAsync("data.json", times)),
        ["least + DataFields"] = async times => await HandWritten.LeastAsync(await OpenAsync("data.json", times), whole: false),
        ["least JObject"] = async times => await HandWritten.LeastAsync(await OpenAsync("data.json", times), whole: true),
        [Node] = NodeAsync,
        ["csv"] = times => ReadAsync<ExportedEvent>(ExportFormat.Csv, times, Sum),
        ["csv rows"] = times => ReadAsync<Dictionary<string, string>>(ExportFormat.Csv, times, row => row["email"].Length),
        ["CsvHelper by hand"] = async times => await HandWritten.CsvHelperAsync(await OpenAsync("data.csv", times)),
    };

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private static long Sum(ExportedEvent record) => record.Email!.Length + (record.CampaignId ?? 0) + record.CreatedAt!.Value.ToUnixTimeSeconds();

    private static long Sum(JObject record) => ((string)record["email"]!).Length + (long)record["campaignId"]!;

    private async Task<long> ReadAsync<T>(ExportFormat format, int times, Func<T, long> sum)
        where T : class
    {
        var total = 0L;
        var query = new ExportQuery(ExportDataType.CustomEvent) { Range = ExportRange.All, Format = format, CampaignId = times };
        await foreach (var record in _client.Export.ReadAsync<T>(query))
            total += sum(record);

        return total;
    }

    private Task<Stream> OpenAsync(string path, int times) => _http.GetStreamAsync(new Uri($"http://127.0.0.1:{port}/export/{path}?campaignId={times}"));

    private async Task<long> NodeAsync(int times)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "readline.mjs"), $"http://127.0.0.1:{port}/export/data.json?campaignId={times}"]) { RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        var answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        // Its own clock, without the start of the process.
        NodeMilliseconds = double.Parse(answer.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        return 0;
    }

    public double? NodeMilliseconds { get; set; }

    public const string Node = "Node readline";

    /// <summary>Whether this machine can run the reader that is written in JavaScript.</summary>
    public static bool NodeIsThere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));

    private sealed class Fields
    {
        public string? Subject { get; set; }
        public string? Device { get; set; }
        public decimal? Total { get; set; }
        public bool? Opened { get; set; }
        public DateTimeOffset? At { get; set; }
        public string? Plan { get; set; }
        public int? Step { get; set; }
        public List<Item>? Items { get; set; }
        public string? Currency { get; set; }
    }

    private sealed record Item(string? Id, string? Name, decimal Price, int Quantity);

    private sealed class Own
    {
        public string? Email { get; set; }
        public string? EventName { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public long CampaignId { get; set; }
        public string? MessageId { get; set; }
        public string? CampaignName { get; set; }
    }
}
