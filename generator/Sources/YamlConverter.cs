using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Iterable.Generator.Sources;

/// <summary>Turns the nodes of one YAML document into JSON tokens. Aliases become copies of what they stand for.</summary>
internal sealed class YamlConverter(string file)
{
    // Far above any specification; without a limit a few lines of nested aliases grow without end.
    private const int MostTokens = 500_000;

    private const string CoreTag = "tag:yaml.org,2002:";

    private int _tokens, _depth;

    public JToken Convert(YamlNode node)
    {
        if (++_tokens > MostTokens || ++_depth > YamlReader.Deepest + 1)
            throw Error(node, $"The document has more than {MostTokens:N0} values, or one in more than {YamlReader.Deepest} others, when its aliases are expanded.");
        if (node is not YamlScalarNode && node.Tag is { IsEmpty: false, IsNonSpecific: false, Value: not (CoreTag + "map" or CoreTag + "seq") })
            throw Error(node, $"The tag '{node.Tag.Value}' is not supported.");

        JToken token = node switch
        {
            YamlMappingNode mapping => Mapping(mapping),
            YamlSequenceNode sequence => new JArray(sequence.Children.Select(Convert)),
            _ => Scalar((YamlScalarNode)node),
        };
        _depth--;
        return token.WithMark(YamlReader.Mark(file, node.Start));
    }

    private JObject Mapping(YamlMappingNode mapping)
    {
        var result = new JObject();
        foreach (var (key, value) in mapping.Children.Select(member => ((YamlScalarNode)member.Key, member.Value)))
        {
            var name = key.Value!;
            if (name == "<<" && key.Style is ScalarStyle.Plain)
                throw Error(key, "Merge keys ('<<') are not part of YAML 1.2; write the members out.");
            if (result.ContainsKey(name))
                throw Error(key, $"The key '{name}' occurs twice in this mapping.");

            result.Add(new JProperty(name, Convert(value)).WithMark(YamlReader.Mark(file, key.Start)));
        }

        return result;
    }

    private JValue Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (!scalar.Tag.IsEmpty)
        {
            return scalar.Tag.IsNonSpecific || scalar.Tag.Value == CoreTag + "str"
                ? new JValue(text)
                : throw Error(scalar, $"The tag '{scalar.Tag.Value}' is not supported; only '!!str' is.");
        }

        return scalar.Style is not ScalarStyle.Plain
            ? new JValue(text)
            : CoreSchema.Resolve(text) ?? throw Error(scalar, $"The number '{text}' has no counterpart in JSON; quote it if it is text.");
    }

    private SourceException Error(YamlNode node, string message) => new(message, YamlReader.Mark(file, node.Start));
}

/// <summary>The types of plain scalars in YAML 1.2 (core schema): <c>yes</c>, <c>1.0.0</c> and <c>2024-01-15</c> are strings; <c>200</c>, <c>0x1F</c>, <c>1.5</c>, <c>true</c> and <c>~</c> are not.</summary>
internal static partial class CoreSchema
{
    /// <summary>The value of an unquoted scalar; null when it has one that JSON cannot hold (<c>.inf</c>, <c>.nan</c>).</summary>
    public static JValue? Resolve(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL")
            return JValue.CreateNull();
        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            return new JValue(text[0] is 't' or 'T');

        var number = Number().Match(text).Groups;
        if (number["decimal"].Success)
            return Integer(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        if (number["hexadecimal"] is { Success: true, Value: var hexadecimal })
            return Integer(BigInteger.Parse($"0{hexadecimal}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        if (number["octal"] is { Success: true, Value: var octal })
            return Integer(octal.Aggregate(BigInteger.Zero, (value, digit) => value * 8 + (digit - '0')));
        return number["float"].Success ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var value && double.IsFinite(value) ? new JValue(value) : null
            : number["other"].Success ? null : new JValue(text);
    }

    private static JValue Integer(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? new JValue((long)value) : new JValue(value);

    [GeneratedRegex(@"^((?<decimal>[-+]?[0-9]+)|0x(?<hexadecimal>[0-9a-fA-F]+)|0o(?<octal>[0-7]+)|(?<float>[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)|(?<other>[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)))\z")]
    private static partial Regex Number();
}
