using System.CommandLine;
using System.CommandLine.Invocation;

namespace Iterable.Generated.Tool.Hosting;

/// <summary>The help of a command, and after it what people type.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ToolCommand { Examples.Count: > 0 } command)
        {
            output.WriteLine("Examples:");
            foreach (var (line, meaning) in command.Examples)
                output.WriteLine($"  # {meaning}\n  {line}\n");
        }
        else if (parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine(ExitCode.Explanation);
        }

        return code;
    }
}
