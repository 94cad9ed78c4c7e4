using System.Data.Common;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Exports.Places.Tables;

/// <summary>Makes the tables that a run needs, or checks those that are there, in one transaction.</summary>
/// <param name="database">Has the tables to itself.</param>
/// <param name="dialect">What they are called.</param>
/// <param name="name">What the database is called, for people.</param>
/// <param name="otherwise">What to give to have another one.</param>
internal sealed class TableSetup(DbConnection database, TableDialect dialect, string name, string otherwise)
{
    public const string Manifest = "itbl_manifest";
    public const string Staging = "itbl_staging";

    private const string Own = "itbl_";

    /// <exception cref="ToolException">What is there does not fit.</exception>
    public async Task<Manifest> RunAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var transaction = await database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = transaction.ConfigureAwait(false);
            var manifest = await ReadManifestAsync(request, cancellationToken).ConfigureAwait(false);
            CheckNames([.. request.Types.Union(manifest.Types.Keys, StringComparer.Ordinal)]);
            foreach (var type in request.Types)
                await PrepareAsync(type, manifest, cancellationToken).ConfigureAwait(false);
            if (!manifest.Begun.Any())
                await database.RunAsync($"drop table if exists {dialect.Table(Staging)}", cancellationToken).ConfigureAwait(false);
            else if (!request.Restarts)
                await CheckStagingAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return manifest;
        }
        catch (DbException e)
        {
            throw new ToolException($"{name}: {e.Message}");
        }
    }

    private async Task<Manifest> ReadManifestAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        var table = dialect.Table(Manifest);
        if ((await ColumnsAsync(Manifest, cancellationToken).ConfigureAwait(false)).Count == 0)
            await database.RunAsync($"create table {table} (manifest {dialect.Text} not null)", cancellationToken).ConfigureAwait(false);
        var rows = await database.QueryAsync($"select manifest from {table}", cancellationToken).ConfigureAwait(false);
        if (rows.Count > 1)
            throw ToolException.Usage($"The table {Manifest} of {name} has {rows.Count} rows, and should have one. Give {otherwise}.");

        var manifest = ManifestText.Read(rows.Count == 0 ? null : (string)rows[0][0], request, TablePlace.IsPart, $"The table {Manifest} of {name}", name, otherwise);
        if (rows.Count == 0)
            await database.RunAsync($"insert into {table} values ($1)", cancellationToken, ManifestText.Of(manifest)).ConfigureAwait(false);
        return manifest;
    }

    private void CheckNames(IReadOnlyList<string> types)
    {
        foreach (var same in types.GroupBy(dialect.NameOf, dialect.Names))
        {
            if (same.Count() > 1)
                throw ToolException.Usage($"{string.Join(" and ", same)} would be the one table {same.Key}.");
            if (same.Key.Length > dialect.LongestName || same.Key.StartsWith(Own, StringComparison.Ordinal))
                throw ToolException.Usage($"{same.Single()} cannot be a table: its name would be {same.Key}, which {(same.Key.Length > dialect.LongestName ? "is too long" : "is one of the tool's own")}.");
        }
    }

    private async Task PrepareAsync(string type, Manifest manifest, CancellationToken cancellationToken)
    {
        var table = dialect.NameOf(type);
        var columns = await ColumnsAsync(table, cancellationToken).ConfigureAwait(false);
        if (columns.Count == 0)
        {
            await database.RunAsync(dialect.CreateForParts(table), cancellationToken).ConfigureAwait(false);
            return;
        }

        Check(table, columns);
        if (!manifest.Types.ContainsKey(type) && (await database.QueryAsync($"select 1 from {dialect.Table(table)} where {TableDialect.Part} is not null limit 1", cancellationToken).ConfigureAwait(false)).Count > 0)
            throw ToolException.Usage($"The table {table} of {name} has records of an export that the table {Manifest} does not list, and would have them twice. Empty it, or give {otherwise}.");
    }

    private async Task CheckStagingAsync(CancellationToken cancellationToken)
    {
        var columns = await ColumnsAsync(Staging, cancellationToken).ConfigureAwait(false);
        if (columns.Count == 0)
            throw ToolException.Usage($"The table {Staging} of {name}, with what an unfinished export has brought, is not there any more. Give the same command with --restart.");
        Check(Staging, columns);
    }

    private void Check(string table, IReadOnlyDictionary<string, string> columns)
    {
        foreach (var (column, type) in dialect.Columns)
        {
            if (!columns.TryGetValue(column, out var has))
                throw ToolException.Usage($"The table {table} of {name} has no column {column}. Run ALTER TABLE {dialect.Table(table)} ADD COLUMN {TableDialect.Quoted(column)} {type}, or give {otherwise}.");
            if (!has.Equals(type, StringComparison.OrdinalIgnoreCase))
                throw ToolException.Usage($"The column {column} of the table {table} of {name} is {has}, and should be {type}. Change or rename it, or give {otherwise}.");
        }
    }

    // Of a table that is not there, none.
    private async Task<Dictionary<string, string>> ColumnsAsync(string table, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            "select table_name, column_name, data_type from information_schema.columns where table_catalog = current_database() and table_schema = $1 and lower(table_name) = lower($2)",
            cancellationToken, dialect.Schema, table).ConfigureAwait(false);
        return rows.Where(row => dialect.Names.Equals((string)row[0], table)).ToDictionary(row => (string)row[1], row => (string)row[2], dialect.Names);
    }
}
