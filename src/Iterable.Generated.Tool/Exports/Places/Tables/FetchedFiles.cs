using System.Security.Cryptography;
using System.Text;

namespace Iterable.Generated.Tool.Exports.Places.Tables;

/// <summary>A folder for what the service sends until it is in a table, which nobody else can read. It goes with this, or with the next one of the same place.</summary>
internal sealed class FetchedFiles : IDisposable
{
    private readonly string _folder;

    private FetchedFiles(string folder) => _folder = folder;

    /// <param name="place">What no other process writes to at the same time.</param>
    public static FetchedFiles Of(string place)
    {
        var prefix = $"itbl-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..16]}-";
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), $"{prefix}*"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (UnauthorizedAccessException)
            {
                // Of another user, who writes to the same place at other times.
            }
        }

        return new FetchedFiles(Directory.CreateTempSubdirectory(prefix).FullName);
    }

    public FetchedFile NewFile(string part) => new(Path.Combine(_folder, part.Replace('/', '-')));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The place for a file, which is removed.</summary>
    internal readonly struct FetchedFile(string path) : IDisposable
    {
        public string Path { get; } = path;

        public void Dispose() => File.Delete(Path);
    }
}
