using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Iterable.Generated.Tool.Tests.Support;

/// <summary>The tool as a process of its own, where that is the point. It is killed with the test, whatever comes.</summary>
internal sealed class ToolProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ToolProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
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
    public void Interrupt() => Assert.That(Kill(_process.Id, 2), Is.Zero);

    public void Kill() => _process.Kill(entireProcessTree: true);

    public async Task<int> WaitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
