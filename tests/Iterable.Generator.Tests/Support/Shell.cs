using Iterable.Generator.Commands;

namespace Iterable.Generator.Tests.Support;

/// <summary>The generator as its users run it.</summary>
internal static class Shell
{
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        return (CommandLine.Run(arguments, output, error), output.ToString(), error.ToString());
    }
}
