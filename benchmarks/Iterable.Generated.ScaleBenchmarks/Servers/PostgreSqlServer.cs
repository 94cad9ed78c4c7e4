using System.Diagnostics;

namespace Iterable.Generated.ScaleBenchmarks;

/// <summary>PostgreSQL. It refuses to run as root, so then it runs as another user.</summary>
internal sealed class PostgreSqlServer : StoreServer
{
    public const string Name = "PostgreSQL";

    // Debian keeps the programs of each version apart, and off the path.
    private const string Versions = "/usr/lib/postgresql";

    // Waits for the end of its input, which is that of this process, however it ends.
    private const string ClusterGuard = """
        trap '' INT HUP
        read -r end
        rm -rf "$0"
        """;

    // To make one takes seconds, and to copy it next to nothing.
    private static readonly Lazy<Task<string>> Cluster = new(MakeClusterAsync);

    private static Process? _clusterGuard;

    private static readonly string? Programs = Newest() ?? Path.GetDirectoryName(Find("initdb"));

    public static string? WhyMissing => Programs is null ? "PostgreSQL is not installed (the package postgresql of Debian and Ubuntu)." : null;

    public override string Address => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;SSL Mode=Disable";

    /// <summary>Of the server and of the processes that it has for its connections.</summary>
    public override TimeSpan ProcessorTime => TimeOf(process => process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) && Tree(process).Contains(Data, StringComparison.Ordinal));

    protected override string Ready => "database system is ready to accept connections";

    private string Data => Path.Combine(Folder, "data");

    public override async Task StartAsync()
    {
        if (!Directory.Exists(Data))
        {
            await GiveAsync(Folder);
            await RunAsync(Start("cp", "-a", await Cluster.Value, Data));
        }

        await base.StartAsync();
    }

    protected override ProcessStartInfo Command() => AsUser(
        Folder, "postgres", "-D", Data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=300");

    // As a crash: what is not logged is gone afterwards.
    protected override Task EndAsync(Process process) => RunAsync(Start("kill", "-QUIT", $"{process.Id}"));

    private static string? Newest() => !Directory.Exists(Versions) ? null : Directory.EnumerateDirectories(Versions)
        .OrderBy(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
        .Select(folder => Path.Combine(folder, "bin"))
        .LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    private static async Task<string> MakeClusterAsync()
    {
        var folder = Directory.CreateTempSubdirectory("iterable-cluster-").FullName;
        _clusterGuard = Process.Start(new ProcessStartInfo("sh", ["-c", ClusterGuard, folder]) { RedirectStandardInput = true, UseShellExecute = false });
        await GiveAsync(folder);
        var cluster = Path.Combine(folder, "data");
        await RunAsync(AsUser(folder, "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"));
        return cluster;
    }

    private static Task GiveAsync(string folder) => Environment.IsPrivilegedProcess ? RunAsync(Start("chown", "nobody", folder)) : Task.CompletedTask;

    private static ProcessStartInfo AsUser(string folder, string program, params string[] arguments)
    {
        var path = Path.Combine(Programs ?? throw new InvalidOperationException(WhyMissing), program);
        var start = Environment.IsPrivilegedProcess
            ? Start("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", path, .. arguments])
            : Start(path, arguments);
        start.WorkingDirectory = folder;
        start.Environment["HOME"] = folder;
        return start;
    }

    /// <summary>The command line of a process, or of the one that has started it.</summary>
    private static string Tree(Process process)
    {
        try
        {
            var parent = File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[^1].Split(' ')[2];
            return File.ReadAllText($"/proc/{process.Id}/cmdline") + File.ReadAllText($"/proc/{parent}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await errors}");
    }
}
