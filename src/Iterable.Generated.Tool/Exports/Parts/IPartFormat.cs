namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>What becomes of what the service sends: a file of a format.</summary>
internal interface IPartFormat
{
    /// <summary>How the names of its files end.</summary>
    string Extension { get; }

    /// <summary>Whether it tells which records cannot be read.</summary>
    bool ReadsRecords { get; }

    /// <summary>Writes a file.</summary>
    /// <param name="file">The file, which counts for nothing unless this succeeds.</param>
    /// <param name="fetch">Writes what the service sends to a stream. When it succeeds that is whole.</param>
    /// <param name="unreadable">Is told of each record that cannot be read, where it tells.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many records there are.</returns>
    Task<long> WriteAsync(FileStream file, Func<Stream, Task> fetch, Action unreadable, CancellationToken cancellationToken);
}
