using System.CommandLine;
using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Serve;

namespace Iterable.Generated.Tool.Demo;

/// <summary><c>itbl demo</c>: what the commands do, on a server of its own, in one screen.</summary>
internal static class DemoCommand
{
    private static readonly (string Line, string Meaning)[] Examples =
    [
        ("itbl demo", "a server, data, an export, a query and an import, without an account"),
        ("itbl demo --out demo", "the same, and its files stay in the folder demo"),
    ];

    public static Command Create(ToolHost host)
    {
        var output = new Option<string?>("--out", "-o") { Description = "A new folder for the files of the demo. Without it they are temporary.", HelpName = "folder" };
        var command = new ToolCommand("demo", "Shows on a server in this process how data comes out and goes in. It needs no account, and nothing leaves this machine.", Examples) { output };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(output), host, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? kept, ToolHost host, CancellationToken cancellationToken)
    {
        if (kept is not null && (File.Exists(kept) || (Directory.Exists(kept) && Directory.EnumerateFileSystemEntries(kept).Any())))
            throw ToolException.Usage($"{kept} is there and is not empty. Give a new folder with --out.");

        var folder = kept is null ? Directory.CreateTempSubdirectory("itbl-demo-") : Directory.CreateDirectory(kept);
        try
        {
            var server = await IterableTestServer.StartAsync(new IterableTestServerOptions { ApiKey = ServeOptions.DefaultKey }, cancellationToken).ConfigureAwait(false);
            await using var _ = server.ConfigureAwait(false);
            await new DemoRun(server, folder.FullName, host).RunAsync(cancellationToken).ConfigureAwait(false);
            host.Out.WriteLine(kept is null ? "The files go now; with --out they stay." : $"The files are in {kept}.");
            return ExitCode.Success;
        }
        finally
        {
            if (kept is null)
                folder.Delete(recursive: true);
        }
    }
}
