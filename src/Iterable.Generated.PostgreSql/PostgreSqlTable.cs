using System.Text.RegularExpressions;
using System.Transactions;
using Npgsql;

namespace Iterable.Generated;

/// <summary>
/// A table, made when it is missing, and the connections to it. What runs here is in no transaction but its own: in that of a caller (<see cref="Transaction.Current" />, which a
/// connection enlists in), rows would be locked for all processes until it ends, and what was taken would be given back with it.
/// </summary>
internal sealed class PostgreSqlTable : IDisposable
{
    private readonly NpgsqlDataSource _database;

    /// <summary>Names a table. Nothing is asked of the database yet.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The name that was given.</param>
    /// <param name="usualName">The name where none is given.</param>
    /// <param name="define">The statements that make it, for a name.</param>
    public PostgreSqlTable(NpgsqlDataSource database, string table, string usualName, Func<string, string> define)
    {
        _database = database ?? throw new ArgumentNullException(nameof(database));
        if (!Regex.IsMatch(table ?? throw new ArgumentNullException(nameof(table)), @"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?\z", RegexOptions.ECMAScript))
            throw new ArgumentException($"The name of the table has to be of letters, digits and underscores, with or without a schema before it: {usualName}, service.{usualName}.", nameof(table));

        // Several processes that start at once would make it at the same time, and all but one would fail.
        Schema = $"select pg_advisory_xact_lock(hashtext('{usualName}'));{Environment.NewLine}{define(table)}";
    }

    /// <summary>Whether the database is disposed with this.</summary>
    public bool OwnsDatabase { get; set; }

    /// <summary>The statements that make the table, which can be run any number of times.</summary>
    public string Schema { get; }

    /// <summary>Does something, and makes the table first where it is missing.</summary>
    public async Task<T> MakingAsync<T>(Func<Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            await RunAsync(Schema, command => command.ExecuteNonQueryAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            return await run().ConfigureAwait(false);
        }
    }

    /// <summary>Runs a statement with its values, <c>$1</c> and so on.</summary>
    public Task<T> RunAsync<T>(string statement, Func<NpgsqlCommand, Task<T>> run, CancellationToken cancellationToken, params object[] values) => ConnectAsync(
        async connection =>
        {
            using var command = new NpgsqlCommand(statement, connection);
            Add(command.Parameters, values);
            return await run(command).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Does something on a connection.</summary>
    public Task<T> ConnectAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        if (Transaction.Current is null)
            return OpenAsync();

        // On another thread: a scope that is bound to the caller's would be put on whatever thread the one below ends on, where strangers would find it.
        return Task.Run(
            async () =>
            {
                using var none = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
                return await OpenAsync().ConfigureAwait(false);
            },
            CancellationToken.None);

        async Task<T> OpenAsync()
        {
            using var connection = await _database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return await run(connection).ConfigureAwait(false);
        }
    }

    public static void Add(NpgsqlParameterCollection parameters, object[] values)
    {
        foreach (var value in values)
            parameters.Add(new NpgsqlParameter { Value = value ?? throw new ArgumentNullException(nameof(values)) });
    }

    /// <summary>A length of time as statements take it.</summary>
    public static long Microseconds(TimeSpan time) => time.Ticks / 10;

    /// <summary>Closes the connections, if they are the table's own.</summary>
    public void Dispose()
    {
        if (OwnsDatabase)
            _database.Dispose();
    }
}
