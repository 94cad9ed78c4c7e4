namespace Iterable.Generator.Sources;

/// <summary>A file cannot be read; the message says why and <see cref="At"/> where.</summary>
public sealed class SourceException(string message, SourceMark at, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The place of the problem.</summary>
    public SourceMark At { get; } = at;
}
