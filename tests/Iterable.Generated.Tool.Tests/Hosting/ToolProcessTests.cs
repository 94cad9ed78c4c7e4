using System.Net;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Hosting;

public class ToolProcessTests : CommandTests
{
    [Test]
    public async Task What_goes_to_another_program_is_UTF_8_whatever_the_locale()
    {
        Server.Faults.For(IterableOperations.ListLists).Respond(HttpStatusCode.OK, """{"a":"Ж"}""");
        var environment = new Dictionary<string, string>(NewRun().Environment) { ["LC_ALL"] = "en_US.ISO-8859-1" };

        using var tool = ToolProcess.Start(environment, "call", "listLists", "--json");
        using var output = new MemoryStream();
        await tool.Output.BaseStream.CopyToAsync(output);
        using var failing = ToolProcess.Start(environment, "call", "Ж");

        Assert.That((await tool.WaitAsync(), await failing.WaitAsync()), Is.EqualTo((ExitCode.Success, ExitCode.Usage)));
        Assert.That(output.ToArray(), Is.EqualTo([.. """{"a":"Ж"}"""u8, .. System.Text.Encoding.ASCII.GetBytes(Environment.NewLine)]));
        Assert.That(await failing.Errors, Does.StartWith("There is no operation Ж."));
    }
}
