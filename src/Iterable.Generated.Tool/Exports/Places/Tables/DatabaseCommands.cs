using System.Data.Common;

namespace Iterable.Generated.Tool.Exports.Places.Tables;

/// <summary>Statements, with values for <c>$1</c> and so on.</summary>
internal static class DatabaseCommands
{
    /// <returns>How many rows were changed.</returns>
    public static async Task<int> RunAsync(this DbConnection database, string sql, CancellationToken cancellationToken, params object[] values)
    {
        var command = Command(database, sql, values);
        await using var _ = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The rows, each a list of its values.</returns>
    public static async Task<List<object[]>> QueryAsync(this DbConnection database, string sql, CancellationToken cancellationToken, params object[] values)
    {
        var command = Command(database, sql, values);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    // The text is never of others: names are quoted, and those of parts have a form.
    private static DbCommand Command(DbConnection database, string sql, object[] values)
    {
        var command = database.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
