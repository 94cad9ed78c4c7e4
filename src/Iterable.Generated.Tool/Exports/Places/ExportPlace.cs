using System.Globalization;

namespace Iterable.Generated.Tool.Exports.Places;

/// <summary>
/// What a run writes to: files of a folder or rows of tables, in parts, and the manifest that says which of them count. One process at a time has it.
/// </summary>
/// <param name="manifest">What it has.</param>
internal abstract class ExportPlace(Manifest manifest) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>To be changed by <see cref="ChangeAsync" /> and <see cref="AddAsync" /> alone.</summary>
    public Manifest Manifest => manifest;

    /// <summary>What it is, which one, and what its parts are, for programs.</summary>
    public abstract (string Kind, string Name, string Parts) Where { get; }

    /// <summary>Whether it tells which records cannot be read.</summary>
    public abstract bool ReadsRecords { get; }

    /// <summary>Changes the manifest. What it lists no longer goes with the change: all of this is there when the process ends, or nothing.</summary>
    public Task ChangeAsync(Action<Manifest> change, CancellationToken cancellationToken) => InTurnAsync(() => ApplyAsync(change, cancellationToken), cancellationToken);

    /// <summary>Makes a part, and changes the manifest with it. Nothing is made where there are no records.</summary>
    /// <param name="type">The type of data.</param>
    /// <param name="start">Where its window begins.</param>
    /// <param name="end">Where its window ends.</param>
    /// <param name="number">Which file of a job it is.</param>
    /// <param name="fetch">Writes what the service sends to a stream. When it succeeds that is whole.</param>
    /// <param name="unreadable">Is told of each record that cannot be read, where the place tells.</param>
    /// <param name="count">Changes the manifest so that it lists the part.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ExportedPart> AddAsync(
        string type, DateTimeOffset start, DateTimeOffset end, int? number, Func<Stream, Task> fetch, Action unreadable, Action<ExportedPart> count, CancellationToken cancellationToken)
    {
        var window = $"{type}/{Stamp(start)}-{Stamp(end)}{(number is { } n ? $".{n.ToString("D4", CultureInfo.InvariantCulture)}" : "")}";
        var name = "";
        await InTurnAsync(() => Task.FromResult(name = NameFor(window)), cancellationToken).ConfigureAwait(false);
        return await MakeAsync(name, (records, bytes) => new ExportedPart(name, start, end, records, bytes), fetch, unreadable, count, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes what a process that was killed has left and the manifest does not list.</summary>
    public abstract Task RemoveOrphansAsync(IEnumerable<string> types, CancellationToken cancellationToken);

    /// <summary>Where the parts of a type are, for people.</summary>
    public abstract string PartsOf(string type, int parts);

    public virtual ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>How the names of its parts end.</summary>
    protected abstract string Ending { get; }

    /// <summary>Makes a part of what the service sends, and counts it, in turn.</summary>
    protected abstract Task<ExportedPart> MakeAsync(
        string name, Func<long, long, ExportedPart> part, Func<Stream, Task> fetch, Action unreadable, Action<ExportedPart> count, CancellationToken cancellationToken);

    /// <summary>Changes the manifest where nobody else does.</summary>
    protected abstract Task ApplyAsync(Action<Manifest> change, CancellationToken cancellationToken);

    /// <summary>Does something while nobody else changes anything.</summary>
    protected async Task InTurnAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    // That of a part which counts is never taken, so that what counts stays whole.
    private string NameFor(string window)
    {
        var taken = Manifest.Parts.Select(part => part.File).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, int.MaxValue).Select(generation => $"{window}{(generation == 1 ? "" : $"~{generation}")}{Ending}").First(name => !taken.Contains(name));
    }

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
