using System.Text;
using System.Text.RegularExpressions;
using Iterable.Generated.Tool.Exports.Parts;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Progress;

namespace Iterable.Generated.Tool.Exports.Places;

/// <summary>A folder with a folder of files for each type of data.</summary>
internal sealed partial class ExportFolder : ExportPlace
{
    private const string ManifestName = "manifest.json";
    private const string LockName = ".itbl.lock";
    private const string Otherwise = "another folder with --out";

    private readonly string _path;
    private readonly string _asWritten;
    private readonly FileStream _lock;
    private readonly IPartFormat _format;

    private ExportFolder(ExportRequest request, string path, FileStream taken, Manifest manifest)
        : base(manifest)
    {
        (_path, _asWritten, _lock) = (path, request.Out, taken);
        _format = request.Format == "parquet" ? new ParquetPart() : new PartAsSent(isCsv: request.Format == "csv");
    }

    public override (string Kind, string Name, string Parts) Where => ("folder", _path, "files");

    public override bool ReadsRecords => _format.ReadsRecords;

    protected override string Ending => $".{_format.Extension}";

    /// <summary>Takes a folder, which is made where it is not there.</summary>
    /// <exception cref="ToolException">Another process works in it, or what it has is no manifest of this tool.</exception>
    public static ExportFolder Open(ExportRequest request)
    {
        var path = Path.GetFullPath(request.Out);
        Directory.CreateDirectory(path);
        FileStream taken;
        try
        {
            // It stays when it is given back: one that is removed could be taken by its name and by who had opened it before.
            taken = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e)
        {
            throw new ToolException($"{path} cannot be taken: {e.Message} If another itbl works in it, wait for that, or give another folder with --out.");
        }

        try
        {
            return new ExportFolder(request, path, taken, Read(path, request));
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public override Task RemoveOrphansAsync(IEnumerable<string> types, CancellationToken cancellationToken)
    {
        var kept = Manifest.Parts.Select(part => part.File).ToHashSet(StringComparer.Ordinal);
        foreach (var type in types.Where(type => Directory.Exists(PathOf(type))))
        {
            foreach (var file in Directory.EnumerateFiles(PathOf(type)).Select(file => $"{type}/{Path.GetFileName(file)}").Where(file => IsOfThisForm(file) && !kept.Contains(file)).ToList())
                File.Delete(PathOf(file));
        }

        return Task.CompletedTask;
    }

    public override string PartsOf(string type, int parts) => FormattableString.Invariant($"in {ProgressReport.Counted(parts, "file")} below {Path.Combine(_asWritten, type)}");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    protected override async Task<ExportedPart> MakeAsync(
        string name, Func<long, long, ExportedPart> part, Func<Stream, Task> fetch, Action unreadable, Action<ExportedPart> count, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var (records, bytes) = await WriteAsync(path, fetch, unreadable, cancellationToken).ConfigureAwait(false);
        var made = part(records, bytes);
        await ChangeAsync(_ => count(made), cancellationToken).ConfigureAwait(false);
        return made;
    }

    protected override Task ApplyAsync(Action<Manifest> change, CancellationToken cancellationToken)
    {
        var before = Manifest.Parts.Select(part => part.File).ToList();
        change(Manifest);
        var part = PathOf($"{ManifestName}.part");
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(ManifestText.Of(Manifest) + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(part, PathOf(ManifestName), overwrite: true);
        foreach (var removed in before.Except(Manifest.Parts.Select(kept => kept.File)))
            File.Delete(PathOf(removed));
        return Task.CompletedTask;
    }

    // A file appears under its name when it is whole, and on the disk.
    private async Task<(long Records, long Bytes)> WriteAsync(string path, Func<Stream, Task> fetch, Action unreadable, CancellationToken cancellationToken)
    {
        var part = $"{path}.part";
        try
        {
            var (records, bytes) = (0L, 0L);
            var file = new FileStream(part, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                records = await _format.WriteAsync(file, fetch, unreadable, cancellationToken).ConfigureAwait(false);
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
                bytes = file.Length;
            }

            if (records > 0)
                File.Move(part, path, overwrite: true);
            return (records, records > 0 ? bytes : 0);
        }
        finally
        {
            File.Delete(part);
        }
    }

    // A file of another form in the place of one of its own is what somebody has made of that.
    private bool IsOfThisForm(string name) =>
        OwnFile().IsMatch(name) && (name.EndsWith(Ending, StringComparison.Ordinal) || name.EndsWith($"{Ending}.part", StringComparison.Ordinal));

    private string PathOf(string name) => Path.Combine(_path, name);

    private static Manifest Read(string path, ExportRequest request)
    {
        var manifest = Path.Combine(path, ManifestName);
        var text = File.Exists(manifest) ? File.ReadAllText(manifest) : null;
        var files = Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 });
        if (text is null && files.Any(file => OwnFile().IsMatch(Path.GetRelativePath(path, file).Replace('\\', '/'))))
            throw ToolException.Usage($"{path} has files of an export and no {ManifestName}, without which they would be removed. Give {Otherwise}.");
        return ManifestText.Read(text, request, OwnFile().IsMatch, manifest, path, Otherwise);
    }

    [GeneratedRegex(@"^\w+/\d{8}T\d{6}Z-\d{8}T\d{6}Z(\.\d{4,})?(~\d+)?\.(ndjson|csv|parquet)(\.part)?\z")]
    private static partial Regex OwnFile();
}
