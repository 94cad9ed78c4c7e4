namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>What becomes of what the service sends: a file of a format.</summary>
internal interface IPartFormat
{
    /// <summary>How the names of its files end.</summary>
    string Extension { get; }

    /// <summary>Makes a file, which appears whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fetch">Writes what the service sends to a path, whole or not at all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many records it has, and its size.</returns>
    Task<(long Records, long Bytes)> MakeAsync(string path, Func<string, Task> fetch, CancellationToken cancellationToken);
}
