using DuckDB.NET.Data;
using Iterable.Generated.Tool;
using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.ToolBenchmarks;

/// <summary>What is compared. Each is run in a process of its own, and gives how many records it dealt with.</summary>
internal static class Works
{
    public const string Parquet = "itbl to Parquet";
    public const string Copy = "DuckDB COPY";
    public const string Postgres = "itbl to PostgreSQL";
    public const string CopyByHand = "COPY by hand";

    private const string Type = "customEvent";

    /// <param name="name">The work.</param>
    /// <param name="address">Where the export is to be had.</param>
    /// <param name="times">How many times the data are sent.</param>
    /// <param name="place">A folder of its own, a file of NDJSON and a file beside it, or a PostgreSQL server.</param>
    public static Task<long> RunAsync(string name, string address, int times, string place) => name switch
    {
        Parquet => ExportAsync(address, times, "--format", "parquet", "--out", place),
        Postgres => ExportAsync(address, times, "--format", "postgres", "--schema", "tool", "--restart", "--out", place),
        Copy => CopyAsync(place),
        CopyByHand => HandWrittenCopy.RunAsync($"{address}export/data.json?campaignId={times}", place),
        _ => throw new ArgumentException($"There is no {name}.", nameof(name)),
    };

    /// <summary>Runs the tool in this process.</summary>
    /// <returns>What it says at its end, as JSON.</returns>
    public static async Task<string> ToolAsync(string address, string apiKey, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var host = new ToolHost
        {
            Out = TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(errors),
            In = Stream.Null,
            Variable = name => name switch { "ITERABLE_BASE_ADDRESS" => address, "ITERABLE_API_KEY" => apiKey, "ITERABLE_PROFILE_FILE" => "none", _ => null },
        };
        var exitCode = await ItblCommand.RunAsync([.. arguments, "--json"], host, CancellationToken.None);
        return exitCode == ExitCode.Success ? output.ToString() : throw new InvalidOperationException($"itbl ended with {exitCode}: {errors}");
    }

    // A day is one window, and one call; the server takes the campaign for the number of times.
    private static async Task<long> ExportAsync(string address, int times, params string[] where)
    {
        var said = await ToolAsync(address, "benchmark", ["export", Type, "--from", "2026-01-01", "--to", "2026-01-02", "--how", "windows", "--campaign", $"{times}", .. where]);
        return (long)JObject.Parse(said)["types"]![Type]!["records"]!;
    }

    private static async Task<long> CopyAsync(string ndjson)
    {
        await using var database = new DuckDBConnection("DataSource=:memory:");
        await database.OpenAsync();
        await using var copy = database.CreateCommand();
        copy.CommandText = $"COPY (SELECT * FROM read_json('{ndjson}', format = 'newline_delimited')) TO '{ndjson}.parquet' (FORMAT parquet, COMPRESSION zstd)";
        return await copy.ExecuteNonQueryAsync();
    }
}
