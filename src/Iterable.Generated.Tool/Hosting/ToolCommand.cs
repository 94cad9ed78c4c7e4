using System.CommandLine;

namespace Iterable.Generated.Tool.Hosting;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class ToolCommand(string name, string description, params (string Line, string Meaning)[] examples) : Command(name, description)
{
    public IReadOnlyList<(string Line, string Meaning)> Examples { get; } = examples;
}
