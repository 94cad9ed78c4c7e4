using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Iterable.Generator.Sources;

/// <summary>Reads one YAML 1.2 document into JSON tokens that know their place.</summary>
public static class YamlReader
{
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
            stream.Load(new DepthLimit(parser));
            return stream.Documents;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            throw Explain(file, text, parser, e);
        }
    }

    private static SourceException Explain(string file, string text, Parser parser, Exception e) => e switch
    {
        // The parser points at the mapping around the tab, and at the mapping around the alias.
        YamlException y when y.Message.Contains(" tab ", StringComparison.Ordinal) && Find(text, (int)y.Start.Line, IndentingTab) is { } at =>
            new("A tab cannot indent in YAML; use spaces.", new(file, at.Line, at.Column), e),
        AnchorNotFoundException y when Find(text, (int)y.Start.Line, line => Alias(line, y.Message)) is { } at =>
            new("This alias has no anchor ('&name') before it.", new(file, at.Line, at.Column), e),
        YamlException y => new($"This is not YAML: {y.Message}", Inside(file, text, y.Start), e),

        // An unclosed '[' or '{' that runs into a block ends the parser without a position.
        _ => new(
            "This is not YAML: something that begins near here is not closed; look for a '[', '{' or quote without its end.",
            Inside(file, text, parser.Current?.End ?? YamlDotNet.Core.Mark.Empty),
            e),
    };

    // The parser counts one line more where the last one does not end.
    private static SourceMark Inside(string file, string text, Mark mark)
    {
        var lines = text.Split('\n');
        return mark.Line <= lines.Length ? Mark(file, mark) : new SourceMark(file, lines.Length, lines[^1].Length + 1);
    }

    private static (int Line, int Column)? Find(string text, int fromLine, Func<string, int> columnOf)
    {
        var lines = text.Split('\n');
        for (var i = Math.Max(0, fromLine - 1); i < lines.Length; i++)
        {
            if (columnOf(lines[i]) is > 0 and var column)
                return (i + 1, column);
        }

        return null;
    }

    private static int IndentingTab(string line)
    {
        var indent = line.TakeWhile(c => c is ' ').Count();
        return indent < line.Length && line[indent] is '\t' ? indent + 1 : 0;
    }

    private static int Alias(string line, string message)
    {
        var name = message.Split('\'') is [_, var quoted, ..] ? quoted : "";
        return line.IndexOf("*" + name, StringComparison.Ordinal) + 1;
    }

    // Everything after the parser descends into a document by calling itself, and a stack that runs over cannot be caught. JSON has the same limit.
    private sealed class DepthLimit(Parser parser) : IParser
    {
        private const int Deepest = 64;

        private int _depth;

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            var isThere = parser.MoveNext();
            _depth += parser.Current?.NestingIncrease ?? 0;
            return _depth <= Deepest + 2 ? isThere : throw new YamlException(parser.Current!.Start, parser.Current.End, $"a value is nested in more than {Deepest} others.");
        }
    }
}
