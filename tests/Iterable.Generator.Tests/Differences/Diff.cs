using Iterable.Generator.Commands;

namespace Iterable.Generator.Tests.Differences;

/// <summary>The command line, with what it prints.</summary>
internal static class Diff
{
    public static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
