using System.Data.Common;
using Iterable.Generated.ScaleBenchmarks;
using Iterable.Generated.Tests;
using Npgsql;

namespace Iterable.Generated.Tool.Tests.Support.Databases;

/// <summary>Schemas of a PostgreSQL server of its own.</summary>
internal sealed class PostgreSqlDatabase(StoreServer server) : TestDatabase
{
    public override string Format => "postgres";

    public override IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["ITERABLE_POSTGRES"] = server.Address };

    public override (string Text, string Integer, string Time, string Json) Types => ("text", "bigint", "timestamp with time zone", "json");

    public static async Task<PostgreSqlDatabase> StartAsync() => new(await Servers.StartAsync(PostgreSqlServer.Name));

    public override string[] Place(string place) => ["--schema", place];

    public override string Name(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : $"{letter}"));

    public override async Task<DbConnection> OpenAsync(string place)
    {
        var connection = new NpgsqlConnection($"{server.Address};Pooling=false;Search Path={place}");
        await connection.OpenAsync();
        return connection;
    }

    public override async Task<IAsyncDisposable> TakeAsync(string place)
    {
        var connection = await OpenAsync(place);
        await QueryAsync(connection, $"select pg_advisory_lock(hashtextextended('itbl {place}', 0))::text");
        return connection;
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
