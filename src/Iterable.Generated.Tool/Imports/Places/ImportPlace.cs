using System.Security.Cryptography;
using System.Text;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Imports.Places;

/// <summary>
/// How far an import has come, and what was refused on the way: in files that are right after any end of the process. What was refused appears
/// under its name when the import is at its end.
/// </summary>
internal sealed class ImportPlace : IDisposable
{
    private readonly string? _path;
    private readonly FileStream? _rejected;
    private readonly PlaceFile _file;
    private readonly string _id;
    private bool _isFinished;
    private bool _isTorn;

    /// <param name="path">Where the place is kept; null where the input cannot be gone on with.</param>
    /// <param name="file">What is kept.</param>
    /// <param name="id">Tells the records from those of other imports.</param>
    /// <param name="rejected">Takes what is refused; null for an import that sends nothing.</param>
    private ImportPlace(string? path, PlaceFile file, string id, FileStream? rejected)
    {
        (_path, _file, _id, _rejected) = (path, file, id, rejected);
        Start = file.Tally.Rows;
    }

    public Tally Tally => _file.Tally;

    /// <summary>How many rows were dealt with before.</summary>
    public long Start { get; }

    /// <summary>Whether the same command goes on after an end.</summary>
    public bool IsKept => _path is not null;

    /// <summary>The id for a row that has none: the same each time the same file is imported in the same way.</summary>
    public string IdOf(long row) => FormattableString.Invariant($"itbl-{_id}-{row}");

    /// <summary>One that keeps nothing.</summary>
    public static ImportPlace OfNothing() => new(null, new PlaceFile(), "", null);

    /// <summary>One for an input that comes once, such as the standard input. What is in it is known too late for ids that are made of it.</summary>
    public static ImportPlace OfStream(ImportRequest request) => Begin(null, new PlaceFile(), Guid.NewGuid().ToString("N"), request);

    /// <summary>One for a file: that of an import which was not at its end, or a new one.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="content">What tells the file from others.</param>
    /// <param name="say">Is told what is gone on with, and what is not.</param>
    /// <exception cref="ToolException">The import that was not at its end is another one.</exception>
    public static ImportPlace OfFile(ImportRequest request, string content, Action<string> say)
    {
        var path = $"{request.Input}.itbl.json";
        var file = new PlaceFile { Asked = request.Asked, Project = request.Project, Content = content };
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Made}\0{content}")))[..32];
        if (PlaceFile.Read(path) is not { } before)
            return Begin(path, file, id, request);

        if (request.Restarts)
        {
            if (File.Exists(PartOf(before.Rejected)))
                File.Delete(PartOf(before.Rejected));
        }
        else if (before.Content != content)
        {
            var refused = Close(before);
            File.Delete(path);
            say($"{request.Input} is another file than the one whose import stopped after {before.Tally.Rows} rows; it is imported from its beginning.{(refused is null ? "" : $" What was refused of the other is in {refused}.")}");
        }
        else if (before.Asked != request.Asked)
        {
            throw ToolException.Usage($"{request.Input} has an unfinished import: {before.Asked}. Give that command again to go on with it, or --restart to begin anew.");
        }
        else if (before.Project != request.Project)
        {
            throw ToolException.Usage($"{request.Input} has an unfinished import to another project, or with another key. Go on with that one, or give --restart to begin anew.");
        }
        else
        {
            say($"Goes on after {before.Tally.Rows} rows.");
            return new ImportPlace(path, before, id, Reopen(before));
        }

        return Begin(path, file, id, request);
    }

    /// <summary>Takes note that the next row was accepted.</summary>
    public void Accept(IReadOnlyList<string> droppedFields) => Tally.Accept(droppedFields);

    /// <summary>Takes note that the next row was refused.</summary>
    public void Refuse(string reason, long line, IEnumerable<string> details, byte[] letter)
    {
        // What counts has been written.
        if (_rejected is not null)
            Write(rejected => rejected.Write(letter));
        Tally.Refuse(reason, line, details);
    }

    /// <summary>Keeps how far it has come. Where what was refused could not be written, the place that was kept before holds.</summary>
    public void Save()
    {
        if (_path is null || _isTorn)
            return;

        Write(static rejected => rejected.Flush(flushToDisk: true));
        _file.RejectedBytes = _rejected!.Length;
        _file.Write(_path);
    }

    /// <summary>Ends the import. It does so once.</summary>
    /// <returns>The file with what was refused; null where nothing was.</returns>
    public string? Finish()
    {
        if (_rejected is null || _isFinished || _isTorn)
            return null;

        _isFinished = true;
        Save();
        Write(static rejected => rejected.Flush(flushToDisk: true));
        _file.RejectedBytes = _rejected.Length;
        _rejected.Dispose();
        var refused = Close(_file);
        if (_path is not null)
            File.Delete(_path);
        return refused;
    }

    public void Dispose()
    {
        try
        {
            _rejected?.Dispose();
        }
        catch (Exception e) when (_isTorn && IsOfTheDisk(e))
        {
            // It was said when it was to be written.
        }
    }

    private void Write(Action<FileStream> write)
    {
        try
        {
            write(_rejected!);
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            _isTorn = true;
            throw new IOException($"{_rejected!.Name}, which takes what is refused, cannot be written: {e.Message}", e);
        }
    }

    // A file that is larger than the disk allows is an argument out of range.
    private static bool IsOfTheDisk(Exception failure) => failure is IOException or ArgumentOutOfRangeException;

    private static ImportPlace Begin(string? path, PlaceFile file, string id, ImportRequest request)
    {
        file.Rejected = RejectedFile.NameFor(request, isStream: path is null);
        if (path is not null)
            file.Write(path);
        try
        {
            return new ImportPlace(path, file, id, new FileStream(PartOf(file.Rejected), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // One that is kept would be that of an import which cannot go on.
            if (path is not null)
                File.Delete(path);
            throw ToolException.Usage($"{PartOf(file.Rejected)}, which takes what is refused, cannot be made: {e.Message} Give another name with --rejected.");
        }
    }

    // What was written after the place was kept is of rows that come again.
    private static FileStream Reopen(PlaceFile before)
    {
        var part = PartOf(before.Rejected);
        if (!File.Exists(part) && File.Exists(before.Rejected))
            File.Move(before.Rejected, part);
        var rejected = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (rejected.Length < before.RejectedBytes)
        {
            rejected.Dispose();
            throw new ToolException($"{part}, which has what was refused so far, is shorter than it was. Give --restart to begin anew.");
        }

        rejected.SetLength(before.RejectedBytes);
        rejected.Seek(0, SeekOrigin.End);
        return rejected;
    }

    // Either name can be there: a process can have ended between this and the end of its import.
    private static string? Close(PlaceFile file)
    {
        using (var rejected = Reopen(file))
        {
            if (rejected.Length > 0)
                rejected.Flush(flushToDisk: true);
        }

        if (file.RejectedBytes == 0)
        {
            File.Delete(PartOf(file.Rejected));
            return null;
        }

        File.Move(PartOf(file.Rejected), file.Rejected);
        return file.Rejected;
    }

    private static string PartOf(string rejected) => $"{rejected}.part";
}
