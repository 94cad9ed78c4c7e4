using Iterable.Generated.Testing;

namespace Iterable.Generated.Tool.Tests.Support;

/// <summary>Tests of commands that call the API: a server of their own, which the environment of the command points to.</summary>
public abstract class CommandTests
{
    protected IterableTestServer Server { get; private set; } = null!;

    [SetUp]
    public async Task StartServer() => Server = await IterableTestServer.StartAsync();

    [TearDown]
    public async Task StopServer() => await Server.DisposeAsync();

    /// <summary>A run of the tool with the server's address and key in its environment.</summary>
    internal ToolRun NewRun() => new() { Environment = { ["ITERABLE_BASE_ADDRESS"] = Server.BaseAddress.ToString(), ["ITERABLE_API_KEY"] = Server.ApiKey } };

    internal async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var run = NewRun();
        return (await run.RunAsync(arguments), run.Output, run.Errors);
    }
}
