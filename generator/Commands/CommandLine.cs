using System.CommandLine;

namespace Iterable.Generator.Commands;

/// <summary>The generator as a console program.</summary>
public static class CommandLine
{
    /// <summary>The command did what it was asked for.</summary>
    public const int Success = 0;

    /// <summary>The specification has errors; nothing was written.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int UsageError = 2;

    /// <summary>Runs the command that <paramref name="args"/> name and returns the exit code.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Turns the OpenAPI documents and overlays of a specs folder into the document that the SDK is generated from.")
        {
            PrepareCommand.Create(output, error),
            ReadmeCommand.Coverage(output, error),
            ReadmeCommand.Deviations(output, error),
            OutlineCommand.Create(output, error),
            DiffCommand.Create(output, error),
            ChangelogCommand.Create(output, error),
            ReleaseCommand.Create(output, error),
            LockCommand.Create(output, error),
            ApiCommand.Create(output, error),
            DocumentationCommand.Create(output, error),
            CallsCommand.Create(output, error),
        };
        if (args.Contains(""))
        {
            error.WriteLine("An argument is empty: every path and name has at least one character.");
            return UsageError;
        }

        var command = root.Parse(args);
        if (command.Errors.Count == 0)
            return command.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });

        foreach (var problem in command.Errors)
            error.WriteLine(problem.Message);
        error.WriteLine("Run with --help to see what can be given.");
        return UsageError;
    }

    /// <summary>Gives a command its work: what that finds goes to the error output, and without an error what it says to the output.</summary>
    internal static Command Does(this Command command, TextWriter output, TextWriter error, Func<ParseResult, DiagnosticBag, string?> work)
    {
        command.SetAction(arguments =>
        {
            var diagnostics = new DiagnosticBag();
            var said = work(arguments, diagnostics);
            foreach (var diagnostic in diagnostics.ToList())
                error.WriteLine(diagnostic);
            if (diagnostics.HasErrors)
                return Failure;

            if (said is not null)
                output.WriteLine(said);
            return Success;
        });
        return command;
    }
}
