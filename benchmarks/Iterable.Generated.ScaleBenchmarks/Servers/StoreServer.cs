using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Iterable.Generated.ScaleBenchmarks;

/// <summary>A server of this machine's own, on a free port and in a folder of its own, which go when it is disposed, and when this process is killed.</summary>
internal abstract class StoreServer : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    // Waits for the end of its input, which is that of this process, however it ends.
    private const string Guard = """
        trap '' INT HUP
        exec 2>/dev/null
        read -r end
        kill -QUIT "$0"
        for beat in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$0" || break; sleep 0.2; done
        kill -KILL "$0"
        rm -rf "$1"
        """;

    private Process? _process;
    private Process? _guard;

    protected StoreServer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>Where the server is, as its client wants to have it.</summary>
    public abstract string Address { get; }

    protected string Folder { get; } = Directory.CreateTempSubdirectory("iterable-store-").FullName;

    /// <summary>What the server writes when it can be used.</summary>
    protected abstract string Ready { get; }

    /// <summary>The processor time that the server has used.</summary>
    public abstract TimeSpan ProcessorTime { get; }

    /// <summary>Why there is no such server on this machine; <see langword="null" /> when there is.</summary>
    public static string? Missing(string store) => store == RedisServer.Name ? RedisServer.WhyMissing : PostgreSqlServer.WhyMissing;

    public static async Task<StoreServer> StartAsync(string store)
    {
        StoreServer server = store == RedisServer.Name ? new RedisServer() : new PostgreSqlServer();
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A store of limits on this server, as a process of its own would have it.</summary>
    public static IIterableRateLimitStore Connect(string store, string address) =>
        store == RedisServer.Name ? new RedisRateLimitStore(address) : new PostgreSqlRateLimitStore(address);

    /// <summary>Ends the server as a crash does.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;

        _process = null;
        if (!process.HasExited)
            await EndAsync(process);
        await process.WaitForExitAsync();
        _guard!.Kill();
        _guard.Dispose();
        process.Dispose();
    }

    public virtual async Task StartAsync()
    {
        var process = Process.Start(Command())!;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null)
                ready.TrySetException(new InvalidOperationException($"{process.StartInfo.FileName} ended before it could be used."));
            else if (line.Data.Contains(Ready, StringComparison.Ordinal))
                ready.TrySetResult();
        }

        process.OutputDataReceived += Read;
        process.ErrorDataReceived += (sender, line) => { if (line.Data is not null) Read(sender, line); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        _guard = Process.Start(new ProcessStartInfo("sh", ["-c", Guard, $"{process.Id}", Folder])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        });
        await ready.Task.WaitAsync(LongestStart);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Finds a program on the path.</summary>
    protected static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    protected abstract ProcessStartInfo Command();

    protected virtual Task EndAsync(Process process)
    {
        process.Kill();
        return Task.CompletedTask;
    }

    protected TimeSpan TimeOf(Func<Process, bool>? includes = null)
    {
        _process!.Refresh();
        return includes is null ? _process.TotalProcessorTime : Process.GetProcesses().Where(includes).Aggregate(TimeSpan.Zero, (time, process) => time + process.TotalProcessorTime);
    }

    protected static ProcessStartInfo Start(string program, params string[] arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };
}
