using System.Globalization;
using System.Text.RegularExpressions;
using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated.Tool.Exports;

/// <summary>The folder of an export: its manifest, the names of its files, and that one process works in it at a time.</summary>
internal sealed partial class ExportFolder : IDisposable
{
    private const string ManifestName = "manifest.json";
    private const string LockName = ".itbl.lock";

    private static readonly JsonSerializerSettings Json = new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
        DateFormatString = "yyyy-MM-dd'T'HH:mm:ss'Z'",
        Formatting = Formatting.Indented,
        NullValueHandling = NullValueHandling.Ignore,
    };

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly Lock _gate = new();

    private ExportFolder(string path, FileStream taken, Manifest manifest) => (_path, _lock, Manifest) = (path, taken, manifest);

    /// <summary>To be read and changed in <see cref="Change" /> alone while the run goes on.</summary>
    public Manifest Manifest { get; }

    /// <summary>Takes a folder, which is made where it is not there.</summary>
    /// <exception cref="ToolException">Another process works in it, or what it has is no manifest of this tool.</exception>
    public static ExportFolder Open(ExportRequest request)
    {
        var path = Path.GetFullPath(request.Folder);
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
            var manifest = Read(Path.Combine(path, ManifestName)) ?? Begin(path, request);
            if (manifest.Format != request.Format)
                throw ToolException.Usage($"{path} holds an export as {manifest.Format}. Give --format {manifest.Format}, or another folder with --out.");
            if (manifest.Selection != request.Selection)
                throw ToolException.Usage($"{path} holds an export {(manifest.Selection.Length == 0 ? "of all fields and campaigns" : $"with {manifest.Selection}")}, of which this one would replace what it has not. Give the same, or another folder with --out.");

            return new ExportFolder(path, taken, manifest);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>The place of a file of the folder.</summary>
    public string this[string file] => Path.Combine(_path, file);

    /// <summary>
    /// The name for a file of a window, inside the folder of its type: that of a file which counts is never taken, so that what counts stays whole.
    /// </summary>
    public string NameFor(string type, DateTimeOffset start, DateTimeOffset end, int? number, string extension)
    {
        lock (_gate)
        {
            var taken = Manifest.Parts.Select(part => part.File).ToHashSet(StringComparer.OrdinalIgnoreCase);
            for (var generation = 1; ; generation++)
            {
                var name = $"{type}/{Stamp(start)}-{Stamp(end)}{(number is { } n ? $".{n.ToString("D4", CultureInfo.InvariantCulture)}" : "")}{(generation == 1 ? "" : $"~{generation}")}.{extension}";
                if (!taken.Contains(name))
                    return name;
            }
        }
    }

    /// <summary>Changes the manifest, and puts it on the disk before this returns: all of the change, or nothing.</summary>
    public void Change(Action<Manifest> change)
    {
        lock (_gate)
        {
            change(Manifest);
            var part = this[$"{ManifestName}.part"];
            using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                file.Write(System.Text.Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(Manifest, Json) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(part, this[ManifestName], overwrite: true);
        }
    }

    /// <summary>Removes what was begun and does not count: files of this tool's names that the manifest does not list.</summary>
    public void RemoveOrphans(IEnumerable<string> types)
    {
        var kept = Manifest.Parts.Select(part => part.File).ToHashSet(StringComparer.Ordinal);
        foreach (var type in types.Where(type => Directory.Exists(this[type])))
        {
            foreach (var file in Directory.EnumerateFiles(this[type]).Select(file => $"{type}/{Path.GetFileName(file)}").Where(file => OwnFile().IsMatch(file) && !kept.Contains(file)).ToList())
                File.Delete(this[file]);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static Manifest? Read(string path)
    {
        if (!File.Exists(path))
            return null;

        try
        {
            var manifest = JsonConvert.DeserializeObject<Manifest>(File.ReadAllText(path), Json);
            if (manifest is not { Version: Exports.Manifest.CurrentVersion })
                throw ToolException.Usage($"{path} is none of this version of itbl. Give another folder with --out.");

            Check(manifest);
            return manifest;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw ToolException.Usage($"{path} is no manifest of itbl: {e.Message} Give another folder with --out.");
        }
    }

    // What it lists is removed when its time has come: nothing but files that this tool can have made.
    private static void Check(Manifest manifest)
    {
        if (manifest.Types.Values.Contains(null!) || manifest.Run?.Types.Values.Contains(null!) == true)
            throw new FormatException("It has a type of data without what was exported of it.");
        if (manifest.Parts.Any(part => part?.File is null || !OwnFile().IsMatch(part.File)))
            throw new FormatException("It lists a file that is none of its own.");
        foreach (var job in manifest.Run?.Types.Values.Select(type => type.Job).OfType<JobRun>() ?? [])
            _ = ExportJobCheckpoint.Parse(job.Checkpoint);
    }

    private static Manifest Begin(string path, ExportRequest request)
    {
        var files = Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 });
        return files.Any(file => OwnFile().IsMatch(Path.GetRelativePath(path, file).Replace('\\', '/')))
            ? throw ToolException.Usage($"{path} has files of an export and no {ManifestName}, without which they would be removed. Give another folder with --out.")
            : new Manifest { Version = Exports.Manifest.CurrentVersion, Format = request.Format, Selection = request.Selection };
    }

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\w+/\d{8}T\d{6}Z-\d{8}T\d{6}Z(\.\d{4,})?(~\d+)?\.\w+(\.[\w.]+)?$")]
    private static partial Regex OwnFile();
}
