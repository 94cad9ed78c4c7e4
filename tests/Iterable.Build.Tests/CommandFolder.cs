using System.Runtime.Versioning;

namespace Iterable.Build.Tests;

/// <summary>A folder of commands that stands before everything else on a PATH: how a test decides what `npm` does.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class CommandFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("commands-").FullName;

    public void Add(string command, string script)
    {
        var file = Path.Combine(_folder, command);
        File.WriteAllText(file, "#!/bin/sh\nset -e\n" + script + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The PATH with this folder first. Where nothing was added for npm, calling it fails.</summary>
    public string WithDotnet()
    {
        if (!File.Exists(Path.Combine(_folder, "npm")))
            Add("npm", "echo 'npm must not be called here' >&2; exit 1");
        return _folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
