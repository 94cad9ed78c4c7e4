using Iterable.Generated.Tool.Exports.Parts;

namespace Iterable.Generated.Tool.Exports;

/// <summary>What the steps of an export work with.</summary>
internal sealed record ExportSteps(ExportRequest Request, ExportFolder Folder, IPartFormat Format, IterableClient Iterable, ExportReport Report, TimeProvider Time)
{
    /// <summary>Makes the file of a window, or of a file of a job; none where there are no records.</summary>
    public async Task<ExportedPart> MakeAsync(string type, DateTimeOffset start, DateTimeOffset end, int? number, Func<string, Task> fetch, CancellationToken cancellationToken)
    {
        var name = Folder.NameFor(type, start, end, number, Format.Extension);
        var (records, bytes) = await Format.MakeAsync(Folder[name], fetch, cancellationToken).ConfigureAwait(false);
        if (records == 0)
            File.Delete(Folder[name]);
        return new ExportedPart(name, start, end, records, bytes);
    }
}
