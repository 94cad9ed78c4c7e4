namespace Iterable.Generated.Tool.Tests.Support;

/// <summary>A folder for the files of one test, deleted with it.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("itbl ").FullName;

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string content)
    {
        var path = this[name];
        File.WriteAllText(path, content);
        return path;
    }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
