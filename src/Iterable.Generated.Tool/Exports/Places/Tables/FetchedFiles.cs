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

    /// <summary>A new file, which is removed when it is closed.</summary>
    public FileStream NewFile(string part) =>
        new(Path.Combine(_folder, part.Replace('/', '-')), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
