using System.Data;
using System.Data.Common;

namespace Iterable.Generated.Tool.Tests.Support.Databases;

/// <summary>A database that exports go to, as other programs see it. It has any number of places with tables, by names.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>The value of <c>--format</c>.</summary>
    public abstract string Format { get; }

    /// <summary>What the environment of the tool has to have.</summary>
    public abstract IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The types of a text, a number, a time and JSON, as the database has them.</summary>
    public abstract (string Text, string Integer, string Time, string Json) Types { get; }

    public static async Task<TestDatabase> StartAsync(string format) => format == "duckdb" ? new DuckDbDatabase() : await PostgreSqlDatabase.StartAsync();

    /// <summary>The arguments that name a place.</summary>
    public abstract string[] Place(string place);

    /// <summary>The name for a table or a column that the tool takes for one of its own.</summary>
    public abstract string Name(string name);

    /// <summary>A connection whose statements are about a place.</summary>
    public abstract Task<DbConnection> OpenAsync(string place);

    /// <summary>Has a place to itself, as another run of the tool has.</summary>
    public abstract Task<IAsyncDisposable> TakeAsync(string place);

    /// <summary>Runs a statement on a place.</summary>
    /// <returns>Its rows.</returns>
    public async Task<List<object?[]>> QueryAsync(string place, string sql)
    {
        await using var connection = await OpenAsync(place);
        return await QueryAsync(connection, sql);
    }

    public static async Task<List<object?[]>> QueryAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Value(reader, i))]);
        return rows;
    }

    public abstract ValueTask DisposeAsync();

    private static object? Value(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetValue(column) is DateTime time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : reader.GetValue(column);
}
