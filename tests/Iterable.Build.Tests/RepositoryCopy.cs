namespace Iterable.Build.Tests;

/// <summary>
/// A copy of the sources in a temporary folder whose path has spaces, without anything built: what a fresh clone is. It can be
/// changed freely and is deleted in the end.
/// </summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly HashSet<string> LeftOut =
        new(StringComparer.Ordinal) { ".git", ".vs", "artifacts", "bin", "obj", "TestResults" };

    public RepositoryCopy()
    {
        Root = Path.Combine(Path.GetTempPath(), "a clone, with spaces " + Guid.NewGuid().ToString("N")[..8]);
        CopySources(new DirectoryInfo(Machine.RepositoryRoot), Root);
    }

    public string Root { get; }

    public string Specs => Path.Combine(Root, "specs");

    public string GeneratedCode => Path.Combine(Root, "artifacts", "generated", "Iterable.g.cs");

    public BuildResult Build(string project, params string[] arguments) => Command.Dotnet(Root, ["build", project, .. arguments]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void CopySources(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        // In a worktree of git, .git is a file that leads back to the repository.
        foreach (var file in from.EnumerateFiles().Where(file => !LeftOut.Contains(file.Name)))
            file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(folder => !LeftOut.Contains(folder.Name)))
            CopySources(folder, Path.Combine(to, folder.Name));
    }
}
