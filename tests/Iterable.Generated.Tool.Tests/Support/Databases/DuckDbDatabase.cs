using System.Data.Common;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;

namespace Iterable.Generated.Tool.Tests.Support.Databases;

/// <summary>Files of DuckDB, in a folder of their own.</summary>
internal sealed class DuckDbDatabase : TestDatabase
{
    private readonly Folder _folder = new();

    public override string Format => "duckdb";

    /// <summary>For processes of their own, which do not find the library that these tests have.</summary>
    public override IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DUCKDB_LIBRARY"] = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "runtimes"), "*duckdb.*", SearchOption.AllDirectories).First(file => NativeLibrary.TryLoad(file, out _)),
    };

    public override (string Text, string Integer, string Time, string Json) Types => ("VARCHAR", "BIGINT", "TIMESTAMP WITH TIME ZONE", "VARCHAR");

    public override string[] Place(string place) => ["--out", File(place)];

    public override string Name(string name) => name;

    public override async Task<DbConnection> OpenAsync(string place)
    {
        var connection = new DuckDBConnection($"DataSource={File(place)}");
        await connection.OpenAsync();
        return connection;
    }

    public override async Task<IAsyncDisposable> TakeAsync(string place) => await OpenAsync(place);

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string File(string place) => _folder[$"{place}.duckdb"];
}
