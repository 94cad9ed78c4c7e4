namespace Iterable.Generated.Tool.Hosting;

/// <summary>What a command has of the world around it.</summary>
internal sealed class ToolHost
{
    /// <summary>Where results go, and nothing else: another program may read them.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where progress, warnings and errors go.</summary>
    public required TextWriter Error { get; init; }

    public required Stream In { get; init; }

    /// <summary>Whether a person looks at <see cref="Error" />. It may be one while the other goes into a file.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Reads a variable of the environment.</summary>
    public required Func<string, string?> Variable { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether texts may have colours: where a person looks, who has not asked for none.</summary>
    public bool UsesColour => IsErrorTerminal && string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";

    public static ToolHost OfThisProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.OpenStandardInput(),
        IsErrorTerminal = !Console.IsErrorRedirected,
        Variable = Environment.GetEnvironmentVariable,
    };

    public void Warn(string text) => Error.WriteLine($"Warning: {text}");
}
