using System.Text;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Tests.Support;

/// <summary>The tool run inside this process, with an environment, streams and a clock of its own.</summary>
internal sealed class ToolRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly FirstLine _output = new();
    private readonly StringWriter _errors = new();
    private Task<int>? _running;

    /// <summary>The environment. There is nothing in it of the machine.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string Input { get; set; } = "";

    /// <summary>The standard input, where it is more than <see cref="Input" />.</summary>
    public Stream? InputStream { get; set; }

    /// <summary>Where results go, where that is not <see cref="Output" />.</summary>
    public TextWriter? OutputWriter { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public bool IsErrorTerminal { get; set; }

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    /// <summary>Runs a command to its end, and gives what came of it.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> ToEndAsync(params string[] arguments)
    {
        await using var run = new ToolRun();
        return (await run.RunAsync(arguments), run.Output, run.Errors);
    }

    public Task<int> RunAsync(params string[] arguments) => _running = ItblCommand.RunAsync(arguments, Host(), _stopping.Token);

    /// <summary>Starts a command that goes on until it is stopped.</summary>
    /// <returns>The first line that it wrote.</returns>
    public async Task<string> StartAsync(params string[] arguments)
    {
        var running = RunAsync(arguments);
        if (await Task.WhenAny(running, _output.Written) == running)
            Assert.Fail($"It ended with {await running}: {Errors}");
        return await _output.Written;
    }

    /// <summary>Stops it as Ctrl+C does.</summary>
    public async Task<int> StopAsync()
    {
        await _stopping.CancelAsync();
        return await _running!;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_running is not null)
            await _running;
        _stopping.Dispose();
    }

    public ToolHost Host() => new()
    {
        Out = OutputWriter ?? TextWriter.Synchronized(_output),
        Error = TextWriter.Synchronized(_errors),
        In = InputStream ?? new MemoryStream(Encoding.UTF8.GetBytes(Input)),
        IsErrorTerminal = IsErrorTerminal,
        Variable = name => Environment.GetValueOrDefault(name),
        Time = Time,
    };

    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Written => _written.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            _written.TrySetResult(value ?? "");
        }
    }
}
