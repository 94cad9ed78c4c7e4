using System.Collections.Concurrent;
using System.Diagnostics;

namespace Ingestion.Demo;

/// <summary>A process of the sample, which ends when this one does, however this one ends.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    public const string Command = "process";

    private const string Address = "Now listening on: ";
    private const int LinesKept = 40;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DemoProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>The number that Wolverine knows the process by; 0 before it was looked up.</summary>
    public int Node { get; set; }

    /// <summary>What a process of this program does that was started by <see cref="StartAsync" />: it is the sample, with its own entry point.</summary>
    public static int BecomeTheSample()
    {
        // The other end of this pipe is closed when the process that started this one has ended.
        new Thread(() =>
        {
            Console.In.ReadToEnd();
            Process.GetCurrentProcess().Kill();
        }) { IsBackground = true }.Start();
        return (int)typeof(IngestionSetup).Assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()])!;
    }

    public static async Task<DemoProcess> StartAsync(IEnumerable<KeyValuePair<string, string>> settings, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DemoProcess).Assembly.Location, Command])
        {
            // Where its appsettings.json is.
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var started = new DemoProcess(Process.Start(start)!);
        try
        {
            started.Http.BaseAddress = await started._address.Task.WaitAsync(LongestStart, cancellationToken);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as a service manager does, and waits until it has.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(LongestStop, cancellationToken);
        if (_process.ExitCode != 0)
            throw Ended("it was asked to stop, and");
    }

    public void CheckRuns()
    {
        if (_process.HasExited)
            throw Ended("nobody had asked it to end, but it");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Http.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException($"A process ended before it could be used:{Environment.NewLine}{Tail}"));
            return;
        }

        _lines.Enqueue(line);
        if (_lines.Count > LinesKept)
            _lines.TryDequeue(out _);
        if (line.IndexOf(Address, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(new Uri(line[(at + Address.Length)..].Trim()));
    }

    private string Tail => string.Join(Environment.NewLine, _lines);

    private InvalidOperationException Ended(string when) =>
        new($"A process of the sample: {when} ended with {_process.ExitCode}. Its last lines:{Environment.NewLine}{Tail}");
}
