using System.Text.RegularExpressions;

namespace Iterable.Generated.Tool.Hosting;

/// <summary>A word of a command line as it can be pasted into a shell.</summary>
internal static partial class ShellWord
{
    public static string Of(string word)
    {
        if (Plain().IsMatch(word))
            return word;
        if (!OperatingSystem.IsWindows())
            return $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

        // Double quotes are those of cmd and of PowerShell. What PowerShell would expand in them, or end them with, stands in single ones, which only it knows.
        return word.AsSpan().ContainsAny('$', '`', '"') ? $"'{word.Replace("'", "''", StringComparison.Ordinal)}'" : $"\"{word}\"";
    }

    [GeneratedRegex(@"^[\w./:+-][\w./:+=-]*\z")]
    private static partial Regex Plain();
}
