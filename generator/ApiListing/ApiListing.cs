using System.Text;

namespace Iterable.Generator.ApiListing;

/// <summary>
/// A public surface as text, one file a package. It is committed, so that a review sees what a change of a specification, or of the
/// hand-written half, does to users. The first line names the target frameworks; a line that not all of them have ends with those
/// that do, and so says it for a type's members too.
/// </summary>
public static class ApiListing
{
    private const string Mark = " // ";

    public static string Write(ApiSurface surface)
    {
        var text = new StringBuilder().Append("// ").AppendJoin(", ", surface.Frameworks).Append('\n');
        var (space, outer) = ("", surface.Frameworks);
        foreach (var line in surface.Lines)
        {
            if (line.IsType && line.Namespace != space)
                text.Append("\nnamespace ").Append(space = line.Namespace).Append('\n');
            var around = line.IsType ? surface.Frameworks : outer;
            text.Append(line.IsType ? $"\n{line.Declaration}" : $"    {line.Member}");
            if (line.Frameworks.Count != around.Count)
                text.Append(Mark).AppendJoin(", ", line.Frameworks);
            text.Append('\n');
            outer = line.IsType ? line.Frameworks : outer;
        }

        return text.ToString();
    }

    public static ApiSurface Read(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0).ToList();
        string[] frameworks = lines is [var first, ..] && first.StartsWith(Mark.TrimStart(), StringComparison.Ordinal) ? first[3..].Split(", ") : [];
        List<ApiLine> surface = [];
        var (space, declaration, outer) = ("", "", frameworks);
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith("namespace ", StringComparison.Ordinal))
            {
                space = line["namespace ".Length..];
            }
            else if (line.StartsWith(' '))
            {
                var (member, own) = WithoutMark(line.Trim(), outer);
                surface.Add(new(space, declaration, member, own));
            }
            else
            {
                (declaration, outer) = WithoutMark(line, frameworks);
                surface.Add(new(space, declaration, "", outer));
            }
        }

        return new(frameworks, surface);
    }

    // A message or a default value may have two slashes in it; a mark has frameworks after them, and nothing else.
    private static (string Line, string[] Frameworks) WithoutMark(string line, string[] around)
    {
        var at = line.LastIndexOf(Mark, StringComparison.Ordinal);
        return at >= 0 && line[(at + Mark.Length)..].Split(", ") is var named && named.All(around.Contains) ? (line[..at], named) : (line, around);
    }
}
