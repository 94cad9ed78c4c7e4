using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation;

/// <summary>An OpenAPI document as it was read.</summary>
/// <param name="File">The full path.</param>
/// <param name="Root">Its content; every token knows its place in the file.</param>
public sealed record SpecDocument(string File, JObject Root)
{
    /// <summary>The name of the file alone.</summary>
    public string FileName => Path.GetFileName(File);
}
