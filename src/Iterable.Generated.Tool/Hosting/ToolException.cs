namespace Iterable.Generated.Tool.Hosting;

/// <summary>Ends a command with a sentence for its user: what is wrong, where, and what to do.</summary>
internal sealed class ToolException(string message, int exitCode = ExitCode.Failure) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>What was given cannot be used.</summary>
    public static ToolException Usage(string message) => new(message, Hosting.ExitCode.Usage);
}
