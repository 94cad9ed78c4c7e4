using Iterable.Generated.Tool.Imports.Mapping;

namespace Iterable.Generated.Tool.Imports;

/// <summary>What an import was asked for.</summary>
internal sealed record ImportRequest
{
    /// <summary>The file; - for the standard input.</summary>
    public required string Input { get; init; }

    public required string Format { get; init; }

    public char? Delimiter { get; init; }

    public required ColumnOptions Columns { get; init; }

    /// <summary>Where what is refused goes; null for a file beside the input.</summary>
    public string? Rejected { get; init; }

    public bool Restarts { get; init; }

    public bool IsDryRun { get; init; }

    public bool IsJson { get; init; }

    /// <summary>What makes a command the same as one before, in words.</summary>
    public required string Asked { get; init; }

    /// <summary>What makes the records of a file the same as those of a command before: its kind, and how rows become records.</summary>
    public string Made { get; init; } = "";

    /// <summary>The words of the command that hold as well for what it refuses.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>Tells the project from others, and not what its key is.</summary>
    public string Project { get; init; } = "";

    /// <summary>The input as messages call it.</summary>
    public string Name => Input == "-" ? "the standard input" : Input;
}
