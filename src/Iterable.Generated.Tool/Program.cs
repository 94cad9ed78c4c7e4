using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var stopping = new StopSignals(TimeProvider.System, Environment.Exit);
        return await ItblCommand.RunAsync(arguments, ToolHost.OfThisProcess(), stopping.Token).ConfigureAwait(false);
    }
}
