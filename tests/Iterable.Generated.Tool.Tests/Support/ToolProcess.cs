using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Tests.Support;

/// <summary>The tool as a process of its own, where that is the point. It is killed with the test, whatever comes.</summary>
internal sealed class ToolProcess : IDisposable
{
    /// <summary>Why a test that kills one runs only when it is asked for.</summary>
    public const string Slow = "Takes minutes; --filter TestCategory=Slow -- NUnit.ExplicitMode=Relaxed runs it, as .ci/run does.";

    private const int CtrlC = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly SemaphoreSlim _lines = new(0);
    private readonly Task<string> _errors;

    // What a shell starts in the background ignores Ctrl+C, and so do all of its children.
    static ToolProcess()
    {
        if (OperatingSystem.IsLinux() && IgnoresCtrlC())
            Signal(CtrlC, IntPtr.Zero);
    }

    private ToolProcess(Process process)
    {
        _process = process;
        _errors = ReadErrorsAsync();
    }

    public Task<string> Errors => _errors;

    public StreamReader Output => _process.StandardOutput;

    public static ToolProcess Start(IDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "itbl.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ITERABLE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ToolProcess(Process.Start(start)!);
    }

    public static ToolProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>What Ctrl+C sends. There is no such signal on Windows for another process's console.</summary>
    public void Interrupt() => Assert.That(Kill(_process.Id, CtrlC), Is.Zero);

    /// <summary>Waits until it wrote some more lines of errors, or ended.</summary>
    public async Task LinesAsync(int count)
    {
        for (var i = 0; i < count && !_errors.IsCompleted; i++)
            await Task.WhenAny(_lines.WaitAsync(Patience), _errors);
    }

    /// <summary>Kills it some time after it wrote some lines of errors, unless it has ended well before.</summary>
    /// <returns>Whether it was killed.</returns>
    public async Task<bool> KilledAsync(int lines, TimeSpan after, int whole = ExitCode.Success)
    {
        await LinesAsync(lines);
        await Task.WhenAny(Task.Delay(after), _errors);
        _process.Kill();
        var exitCode = await WaitAsync();
        Assert.That(exitCode, Is.EqualTo(whole).Or.GreaterThan(100).Or.Negative, await _errors);
        return exitCode != whole;
    }

    public async Task<int> WaitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _lines.Dispose();
    }

    private async Task<string> ReadErrorsAsync()
    {
        var all = new StringBuilder();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            all.AppendLine(line);
            _lines.Release();
        }

        return all.ToString();
    }

    private static bool IgnoresCtrlC()
    {
        var ignored = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        return (long.Parse(ignored, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1 << (CtrlC - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "signal")]
    private static extern IntPtr Signal(int signal, IntPtr handler);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
