using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Progress;

namespace Iterable.Generated.Tool.Exports.Places.Tables;

/// <summary>
/// Tables, one for each type of data. The manifest is in the database too, so that rows and what is said of them change in one transaction. What a run brings is
/// staged in a table of its own until the run is at its end: a reader sees what was exported before, or what replaces it, and each record once. All of it goes
/// over one connection, which has the tables to itself: when it is lost, nothing more can be written.
/// </summary>
internal abstract partial class TablePlace(Manifest manifest, DbConnection database, TableDialect dialect, string name) : ExportPlace(manifest)
{
    // What one statement is about: its text stays short, and so does the number of rows that it tells.
    private const int PartsAtATime = 500;

    private readonly FetchedFiles _fetched = FetchedFiles.Of(name);
    private bool _isBroken;

    public override bool ReadsRecords => true;

    protected override string Ending => "";

    protected TableDialect Dialect => dialect;

    public override Task RemoveOrphansAsync(IEnumerable<string> types, CancellationToken cancellationToken) => InTurnAsync(() => InTransactionAsync(async () =>
    {
        var begun = Manifest.Begun.Select(part => part.File).ToList();
        if (begun.Count > 0)
            await database.RunAsync($"delete from {Staging} where not {TableDialect.IsOf(begun)}", cancellationToken).ConfigureAwait(false);
    }), cancellationToken);

    public override string PartsOf(string type, int parts) => FormattableString.Invariant($"in {ProgressReport.Counted(parts, "part")} of the table {dialect.NameOf(type)} of {name}");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        // While no other process can have the place, and take the folder for one that was left.
        _fetched.Dispose();
        await database.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Whether a part of a table can have this name.</summary>
    public static bool IsPart(string name) => PartName().IsMatch(name);

    protected override async Task<ExportedPart> MakeAsync(
        string name, Func<long, long, ExportedPart> part, Func<Stream, Task> fetch, Action unreadable, Action<ExportedPart> count, CancellationToken cancellationToken)
    {
        var file = _fetched.NewFile(name);
        await using var _ = file.ConfigureAwait(false);
        await fetch(file).ConfigureAwait(false);
        ExportedPart made = null!;
        await InTurnAsync(() => InTransactionAsync(async () =>
        {
            await database.RunAsync(dialect.Create(TableSetup.Staging), cancellationToken).ConfigureAwait(false);
            file.Position = 0;
            var records = await LoadAsync(file, name, unreadable, cancellationToken).ConfigureAwait(false);
            made = part(records, file.Length);
            await ChangeInTransactionAsync(_ => count(made), cancellationToken).ConfigureAwait(false);
        }), cancellationToken).ConfigureAwait(false);
        return made;
    }

    protected override Task ApplyAsync(Action<Manifest> change, CancellationToken cancellationToken) =>
        InTransactionAsync(() => ChangeInTransactionAsync(change, cancellationToken));

    /// <summary>Writes the records of a file to the staging table.</summary>
    /// <returns>How many there are.</returns>
    protected abstract Task<long> LoadAsync(Stream source, string part, Action unreadable, CancellationToken cancellationToken);

    private string Staging => dialect.Table(TableSetup.Staging);

    private async Task InTransactionAsync(Func<Task> work)
    {
        if (_isBroken || database.State != ConnectionState.Open)
            throw new ToolException($"{name}: what was to be written before failed, so nothing is written any more.");

        try
        {
            var transaction = await database.BeginTransactionAsync().ConfigureAwait(false);
            await using var _ = transaction.ConfigureAwait(false);
            await work().ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
            _isBroken = false;
        }
        catch (DbException e)
        {
            throw new ToolException($"{name}: {e.Message}");
        }
    }

    // From the change on, the manifest is ahead of the database until the transaction is committed. When it is not, nothing may follow.
    private async Task ChangeInTransactionAsync(Action<Manifest> change, CancellationToken cancellationToken)
    {
        var (exported, begun) = (Manifest.Exported.ToList(), Manifest.Begun.ToList());
        _isBroken = true;
        change(Manifest);
        foreach (var (table, parts) in ByTable(exported.Except(Manifest.Exported)))
            await DeleteAsync(table, parts, cancellationToken).ConfigureAwait(false);
        foreach (var (table, parts) in ByTable(Manifest.Exported.Except(exported)))
            await MoveAsync(table, parts, cancellationToken).ConfigureAwait(false);
        var gone = begun.Except(Manifest.Begun).ToList();
        if (Manifest.Begun.Any())
            await DeleteAsync(Staging, gone, cancellationToken).ConfigureAwait(false);
        else if (gone.Count > 0)
            await database.RunAsync($"drop table if exists {Staging}", cancellationToken).ConfigureAwait(false);
        if (await database.RunAsync($"update {dialect.Table(TableSetup.Manifest)} set manifest = $1", cancellationToken, ManifestText.Of(Manifest)).ConfigureAwait(false) != 1)
            throw new ToolException($"{name}: the table {TableSetup.Manifest} has not the one row that it had when the run began.");
    }

    private async Task MoveAsync(string table, List<ExportedPart> parts, CancellationToken cancellationToken)
    {
        var (moved, listed) = (0L, parts.Sum(part => part.Records));
        foreach (var some in parts.Chunk(PartsAtATime))
        {
            moved += await database.RunAsync(
                $"insert into {table} ({dialect.ColumnNames}) select {dialect.ColumnNames} from {Staging} where {TableDialect.IsOf(some.Select(part => part.File))}", cancellationToken).ConfigureAwait(false);
        }

        if (moved != listed)
            throw new ToolException(FormattableString.Invariant($"{name}: the table {TableSetup.Staging} has {moved} of the {listed} records that were exported to {table}. Give the same command with --restart."));
    }

    private async Task DeleteAsync(string table, List<ExportedPart> parts, CancellationToken cancellationToken)
    {
        foreach (var some in parts.Chunk(PartsAtATime))
            await database.RunAsync($"delete from {table} where {TableDialect.IsOf(some.Select(part => part.File))}", cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<(string Table, List<ExportedPart> Parts)> ByTable(IEnumerable<ExportedPart> parts) =>
        parts.GroupBy(part => part.File[..part.File.IndexOf('/', StringComparison.Ordinal)]).Select(parts => (dialect.Table(dialect.NameOf(parts.Key)), parts.ToList())).ToList();

    [GeneratedRegex(@"^[A-Za-z0-9]+/\d{8}T\d{6}Z-\d{8}T\d{6}Z(\.\d{4,})?(~\d+)?\z")]
    private static partial Regex PartName();
}
