using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Iterable.Generated.Tool.Exports.Places.Tables;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Imports.Reading;

namespace Iterable.Generated.Tool.Demo;

/// <summary>Records by campaign, from Parquet files: by DuckDB where it is on this machine, else by the reader of the import.</summary>
internal sealed class DemoQuery
{
    private readonly string _folder;
    private readonly bool _hasDuckDb;

    public DemoQuery(string folder, ToolHost host)
    {
        _folder = folder;
        try
        {
            DuckDbLibrary.Load(host);
            (_hasDuckDb, Reader) = (true, "DuckDB answers it, which is on this machine.");
        }
        catch (ToolException)
        {
            Reader = "DuckDB, which is not on this machine, would answer it so; here the files are read without it.";
        }
    }

    /// <summary>What reads the files, for people.</summary>
    public string Reader { get; }

    public static string Sql(string files) => $"SELECT campaignId, count(*) FROM '{files}/*.parquet' GROUP BY 1 ORDER BY 2 DESC, 1";

    /// <param name="files">The folder of a type of data.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The campaigns, those with the most records first.</returns>
    public Task<List<(long Campaign, long Records)>> RunAsync(string files, CancellationToken cancellationToken) =>
        _hasDuckDb ? AskAsync(files, cancellationToken) : ReadAsync(files, cancellationToken);

    private async Task<List<(long Campaign, long Records)>> AskAsync(string files, CancellationToken cancellationToken)
    {
        // What stands in the name of a folder is no pattern.
        var folder = Regex.Replace(_folder, @"[\[*?]", "[$0]").Replace("'", "''", StringComparison.Ordinal);
        try
        {
            var database = new DuckDBConnection("DataSource=:memory:");
            await using var _ = database.ConfigureAwait(false);
            await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            var rows = await database.QueryAsync(Sql($"{folder}/{files}"), cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(row => (Number(row[0]), Number(row[1])))];
        }
        catch (Exception e) when (e is DbException or EntryPointNotFoundException)
        {
            throw new ToolException($"The library of DuckDB on this machine cannot read the files: {e.Message} {DuckDbLibrary.Where}");
        }
    }

    private async Task<List<(long Campaign, long Records)>> ReadAsync(string files, CancellationToken cancellationToken)
    {
        var campaigns = new List<long>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(_folder, files), "*.parquet"))
        {
            var file = File.OpenRead(path);
            await using var _ = file.ConfigureAwait(false);
            await foreach (var row in new ParquetRows(file, path, column => column == "campaignId").ReadAsync(0, cancellationToken).ConfigureAwait(false))
                campaigns.Add((long)row.Values!["campaignId"]!);
        }

        return [.. campaigns.CountBy(campaign => campaign).OrderByDescending(campaign => campaign.Value).ThenBy(campaign => campaign.Key).Select(campaign => (campaign.Key, (long)campaign.Value))];
    }

    private static long Number(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
