using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Iterable.Generator.Sources;

/// <summary>Reads one YAML 1.2 document into JSON tokens that know their place.</summary>
public static partial class YamlReader
{
    internal const int Deepest = 64;

    /// <summary>Reads <paramref name="text"/>; <paramref name="file"/> only names it in messages and marks.</summary>
    /// <exception cref="SourceException">The text is malformed, is empty, holds several documents, or uses what JSON cannot express.</exception>
    public static JToken Read(string file, string text)
    {
        var documents = Parse(file, text);
        if (documents.Count > 1)
        {
            var second = documents[1].RootNode.Start;
            throw new SourceException("A second YAML document begins here (after '---'); a file holds one.", Mark(file, second));
        }

        if (documents.Count == 0 || documents[0].RootNode is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" })
            throw new SourceException("The file is empty.", new(file, 1, 1));

        return new YamlConverter(file).Convert(documents[0].RootNode);
    }

    internal static SourceMark Mark(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    private static IList<YamlDocument> Parse(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        var stream = new YamlStream();
        try
        {
            stream.Load(new CheckedEvents(file, parser));
            return stream.Documents;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            throw Explain(file, text, parser, e);
        }
    }

    private static SourceException Explain(string file, string text, Parser parser, Exception e) => e switch
    {
        // The parser points at the mapping around the tab.
        YamlException y when y.Message.Contains(" tab ", StringComparison.Ordinal) && FindTab(file, text, y.Start) is { } at => new("A tab cannot indent in YAML; use spaces.", at, e),
        YamlException y => new($"This is neither YAML nor JSON: {y.Message}", Inside(file, text, y.Start), e),

        // An unclosed '[' or '{' that runs into a block ends the parser without a position.
        _ => new(
            "This is neither YAML nor JSON: something that begins near here is not closed; look for a '[', '{' or quote without its end.",
            Inside(file, text, parser.Current?.End ?? YamlDotNet.Core.Mark.Empty),
            e),
    };

    // The parser counts one line more where the last one does not end.
    private static SourceMark Inside(string file, string text, Mark mark)
    {
        var lines = text.Split('\n');
        return mark.Line <= lines.Length ? Mark(file, mark) : new SourceMark(file, lines.Length, lines[^1].Length + 1);
    }

    // The first tab from there on that indents.
    private static SourceMark? FindTab(string file, string text, Mark from) => text.Split('\n')
        .Select((line, i) => (Tab: IndentingTab().Match(line).Groups[1], Line: i + 1))
        .Where(line => line.Line >= from.Line && line.Tab.Success)
        .Select(line => new SourceMark(file, line.Line, line.Tab.Index + 1))
        .FirstOrDefault();

    [GeneratedRegex("^ *(\t)")]
    private static partial Regex IndentingTab();

    // Everything after the parser descends into a document by calling itself, to compare keys as well, and a stack that runs over cannot be caught.
    private sealed class CheckedEvents(string file, Parser parser) : IParser
    {
        private readonly Dictionary<AnchorName, ParsingEvent> _anchored = [];
        private readonly Stack<(ParsingEvent Node, bool HasKey)> _open = [];

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            var isThere = parser.MoveNext();
            if (Current is MappingEnd or SequenceEnd)
                _open.Pop();
            else if (Current is NodeEvent or AnchorAlias && Problem(Current) is { } problem)
                throw new SourceException(problem, Mark(file, Current.Start));
            return isThere;
        }

        private string? Problem(ParsingEvent node)
        {
            if (_open.TryPop(out var around))
            {
                _open.Push((around.Node, !around.HasKey));
                if (around is { Node: MappingStart, HasKey: false } && node is not Scalar)
                    return "A key must be a plain value; this one is a list, a mapping or an alias.";
            }

            if (node is AnchorAlias alias)
            {
                return !_anchored.TryGetValue(alias.Value, out var meant) ? "This alias has no anchor ('&name') before it."
                    : _open.Any(open => open.Node == meant) ? "This alias stands for the value itself that it is in; JSON cannot express that."
                    : null;
            }

            if (((NodeEvent)node).Anchor is { IsEmpty: false } anchor)
                _anchored[anchor] = node;
            if (node is not Scalar)
                _open.Push((node, false));
            return _open.Count > Deepest ? $"A value is nested in more than {Deepest} others." : null;
        }
    }
}
