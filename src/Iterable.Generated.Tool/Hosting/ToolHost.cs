using System.Text;

namespace Iterable.Generated.Tool.Hosting;

/// <summary>What a command has of the world around it.</summary>
internal sealed class ToolHost
{
    // Large answers go out in few writes.
    private const int BufferSize = 64 * 1024;

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
        Out = Console.IsOutputRedirected ? Utf8(Console.OpenStandardOutput()) : Console.Out,
        Error = Console.IsErrorRedirected ? Utf8(Console.OpenStandardError()) : Console.Error,
        In = Console.OpenStandardInput(),
        IsErrorTerminal = !Console.IsErrorRedirected,
        Variable = Environment.GetEnvironmentVariable,
    };

    // A console shows texts in its own encoding, which is not what a file or another program expects.
    private static TextWriter Utf8(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(false), BufferSize) { AutoFlush = true });

    public void Warn(string text) => Error.WriteLine($"Warning: {text}");
}
