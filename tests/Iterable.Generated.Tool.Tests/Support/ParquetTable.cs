using DuckDB.NET.Data;

namespace Iterable.Generated.Tool.Tests.Support;

/// <summary>Parquet files as DuckDB reads and writes them.</summary>
internal static class ParquetTable
{
    /// <summary>The rows of a query on the files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="columns">What to select.</param>
    /// <param name="rest">What follows in the query.</param>
    public static IReadOnlyList<object?[]> Read(IEnumerable<string> files, string columns, string rest = "") =>
        Query($"SELECT {columns} FROM read_parquet([{string.Join(", ", files.Select(file => $"'{file.Replace("'", "''", StringComparison.Ordinal)}'"))}]) {rest}");

    /// <summary>The names and types of the columns of a file.</summary>
    public static IReadOnlyList<string> Schema(string file) =>
        [.. Query($"DESCRIBE SELECT * FROM '{file}'").Select(row => $"{row[0]} {row[1]}")];

    /// <summary>How the columns of a file are compressed.</summary>
    public static IReadOnlyList<object?> Compression(string file) => [.. Query($"SELECT DISTINCT compression FROM parquet_metadata('{file}')").Select(row => row[0])];

    /// <summary>Runs a statement, such as one that writes a file.</summary>
    public static void Run(string sql) => Query(sql);

    private static List<object?[]> Query(string sql)
    {
        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }
}
