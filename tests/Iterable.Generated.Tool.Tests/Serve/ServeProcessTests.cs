using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Serve;

[Platform(Exclude = "Win", Reason = "There is no SIGINT to send to another process.")]
public class ServeProcessTests
{
    [Test]
    public async Task The_server_runs_as_a_process_until_Ctrl_C()
    {
        using var tool = ToolProcess.Start("serve", "--port", "0", "--files-port", "0", "--control-port", "0", "--json");
        var said = JObject.Parse((await tool.Output.ReadLineAsync())!);
        using var http = new HttpClient { DefaultRequestHeaders = { { "Api-Key", (string)said["apiKey"]! } } };

        var lists = JObject.Parse(await http.GetStringAsync($"{said["baseAddress"]}/lists"));
        tool.Interrupt();

        Assert.That(lists["lists"], Is.Empty);
        Assert.That((await tool.WaitAsync(), await tool.Errors), Is.EqualTo((ExitCode.Success, "")));
    }
}
