using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Reflection;
using Iterable.Generated.Tool.Calls;
using Iterable.Generated.Tool.Completions;
using Iterable.Generated.Tool.Demo;
using Iterable.Generated.Tool.Exports;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Imports;
using Iterable.Generated.Tool.Serve;

namespace Iterable.Generated.Tool;

/// <summary>The command line as a whole.</summary>
internal static class ItblCommand
{
    // @ is for the file of a body, as other tools have it, not for files of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static string Version => typeof(ItblCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, ToolHost host, CancellationToken cancellationToken)
    {
        // Asked for by scripts and prompts, again and again: it waits for nothing.
        if (arguments is ["--version"])
        {
            host.Out.WriteLine(Version);
            return ExitCode.Success;
        }

        var parsed = Parse(Create(host), arguments);
        if (parsed.Action is ParseErrorAction)
            return Refuse(parsed, parsed.Errors.Select(problem => problem.Message), host);
        if (Empty(parsed) is { Count: > 0 } empty)
            return Refuse(parsed, empty, host);

        try
        {
            var configuration = new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (ToolException e)
        {
            host.Error.WriteLine(e.Message);
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is IterableException or IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine(e.Message);
            return ExitCode.Failure;
        }
    }

    /// <summary>Reads a command line, without running it.</summary>
    public static ParseResult Parse(RootCommand root, IReadOnlyList<string> arguments) => root.Parse(arguments, Parsing);

    /// <summary>The commands, without running one.</summary>
    public static RootCommand Create(ToolHost host)
    {
        var root = new RootCommand("A command line for Iterable, the marketing platform. Not affiliated with Iterable, Inc.")
        {
            ExportCommand.Create(host),
            ImportCommand.Create(host),
            ServeCommand.Create(host),
            CheckCommand.Create(host),
            FieldsCommand.Create(host),
            CallCommand.Create(host),
            CompletionsCommand.Create(host),
            DemoCommand.Create(host),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    // What a variable of a shell leaves that is not set: no option takes it, and as a path it is none.
    private static List<string> Empty(ParseResult parsed) =>
        [.. parsed.CommandResult.Children.Where(child => child.Tokens.Any(token => token.Value.Length == 0))
            .Select(child => $"{(child is OptionResult option ? option.Option.Name : ((ArgumentResult)child).Argument.Name)} is empty.")];

    // Of what is wrong with a command line, help on the standard output would go into the file that the output was meant for.
    private static int Refuse(ParseResult parsed, IEnumerable<string> problems, ToolHost host)
    {
        foreach (var problem in problems)
            host.Error.WriteLine(problem);
        host.Error.WriteLine($"{Names(parsed.CommandResult)} --help tells what can be given.");
        return ExitCode.Usage;
    }

    private static string Names(CommandResult command) => command.Parent is CommandResult parent ? $"{Names(parent)} {command.Command.Name}" : "itbl";
}
