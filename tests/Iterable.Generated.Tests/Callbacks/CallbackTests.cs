using System.Diagnostics;

namespace Iterable.Generated.Tests.Callbacks;

public class CallbackTests
{
    private static IEnumerable<string> Scenes => CallbackScenes.All.Keys;

    [TestCaseSource(nameof(Scenes))]
    public async Task No_callback_ends_the_process(string scene)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "exec", typeof(CallbackTests).Assembly.Location, scene },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That((process.ExitCode, await output), Is.EqualTo((0, "done")), errors);
    }
}
