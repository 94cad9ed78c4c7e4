using Iterable.Generator.JsonPaths;

namespace Iterable.Generator.Overlays;

/// <summary>Reads an overlay and checks it against the Overlay Specification 1.0. A key that the specification does not know is an error: it is a typing mistake.</summary>
public sealed class OverlayReader
{
    /// <summary>The extension of an action that may match nothing; of an overlay, all of whose actions may, or those that only describe.</summary>
    public const string OptionalKey = "x-iterable-optional";

    private const string Descriptions = "descriptions";

    private static readonly string[] Describing = ["description", "summary", Extension.Values];

    private readonly string _file;
    private readonly DiagnosticBag _diagnostics;
    private bool _isValid = true;

    private OverlayReader(string file, DiagnosticBag diagnostics) => (_file, _diagnostics) = (file, diagnostics);

    /// <summary>Reads the overlay; null when it has errors, all of which are in <paramref name="diagnostics"/> then.</summary>
    public static Overlay? Read(string file, JToken root, DiagnosticBag diagnostics)
    {
        var reader = new OverlayReader(Path.GetFullPath(file), diagnostics);
        if (!reader.Check(root is JObject, "An overlay is a mapping with the members overlay, info and actions.", root))
            return null;

        var overlay = reader.Read((JObject)root);
        return reader._isValid ? overlay : null;
    }

    private Overlay Read(JObject document)
    {
        var (info, extends, actions) = (document["info"], document["extends"], document["actions"]);
        CheckKeys(document, "the overlay", ["overlay", "info", "extends", "actions", OptionalKey]);
        if (Text(document[OptionalKey]) is not Descriptions)
            CheckIsBoolean(document, OptionalKey, "The overlay");
        Check(Text(document["overlay"])?.StartsWith("1.0.", StringComparison.Ordinal) is true, "'overlay' must be the version of the Overlay Specification, as text: overlay: 1.0.0.", document["overlay"] ?? document);
        if (Check(info is JObject, "'info' with 'title' and 'version' is missing.", info ?? document))
        {
            CheckKeys((JObject)info!, "the overlay's info", ["title", "version"]);
            Check(Text(info!["version"]) is not null, "'info.version' must be text, for example 1.0.0.", info["version"] ?? info);
            Check(Text(info["title"]) is not null, "'info.title' must say what the overlay is about.", info["title"] ?? info);
        }

        var path = Uri.UnescapeDataString(Text(extends) ?? "");
        var isPath = extends is null || Check(path.Length > 0 && !path.Contains("://", StringComparison.Ordinal) && !path.Contains('\0'), "'extends' must be the path of an OpenAPI document, relative to the overlay file.", extends);
        Check(actions is JArray { Count: > 0 }, "'actions' must be a list with at least one action.", actions ?? document);
        return new Overlay(
            _file,
            Text(info.Member("title")) ?? "",
            isPath && extends is not null ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(_file)!, path)) : null,
            extends?.Mark(),
            [.. (actions as JArray ?? []).Select((action, i) => ReadAction(action, i + 1, document[OptionalKey])).OfType<OverlayAction>()]);
    }

    private OverlayAction? ReadAction(JToken token, int number, JToken? optional)
    {
        var name = $"Overlay action {number}";
        if (!Check(token is JObject, $"{name} is not a mapping.", token))
            return null;

        var action = (JObject)token;
        var (description, update, remove) = (action["description"], action["update"], action.IsTrue("remove"));
        CheckKeys(action, $"overlay action {number}", ["target", "description", "update", "remove", OptionalKey]);
        Check(description is null || Text(description) is not null, $"{name}: 'description' must be text.", description ?? action);
        CheckIsBoolean(action, "remove", name);
        CheckIsBoolean(action, OptionalKey, name);
        Check(!remove || update is null, $"{name} has both 'update' and 'remove'; the update would be lost. Write two actions.", update ?? action);
        Check(remove || update is not null, $"{name} changes nothing: it needs 'update' or 'remove: true'.", action);

        var isOptional = action.ContainsKey(OptionalKey) ? action.IsTrue(OptionalKey) : IsTrue(optional) || (Text(optional) is Descriptions && OnlyDescribes(update));
        return ReadTarget(action, name) is { } target ? new(number, target, Text(description), remove ? null : update, isOptional, action.Mark()) : null;
    }

    private JsonPath? ReadTarget(JObject action, string name)
    {
        var target = Text(action["target"]);
        try
        {
            return Check(target is not null, $"{name} needs a 'target', a JSONPath expression such as $.paths['/users/update'].post.", action["target"] ?? action) ? JsonPath.Parse(target!) : null;
        }
        catch (JsonPathException e)
        {
            Check(false, $"{name}: {e.Message}", action["target"]!, DiagnosticCode.InvalidJsonPath);
            return null;
        }
    }

    // The specification allows extensions of others everywhere; a misspelt one of ours must not pass for one of them.
    private void CheckKeys(JObject mapping, string where, string[] known)
    {
        foreach (var member in mapping.Properties())
        {
            var isForeign = Extension.IsExtension(member.Name) && !member.Name.StartsWith(Extension.Prefix, StringComparison.Ordinal);
            Check(isForeign || known.Contains(member.Name), $"'{member.Name}' is unknown in {where}; known are {string.Join(", ", known)}.", member);
        }
    }

    private void CheckIsBoolean(JObject mapping, string key, string name) =>
        Check(mapping[key] is null or { Type: JTokenType.Boolean }, $"{name}: '{key}' must be true or false.", mapping[key] ?? mapping);

    // What does not hold is an error, and the overlay is not applied.
    private bool Check(bool holds, string problem, JToken at, string code = DiagnosticCode.InvalidOverlay)
    {
        if (!holds)
            _diagnostics.Error(code, problem, at);
        _isValid &= holds;
        return holds;
    }

    private static bool OnlyDescribes(JToken? update) => update is JObject { Count: > 0 } members && members.Properties().All(member => Describing.Contains(member.Name));

    private static string? Text(JToken? token) =>
        token is JValue { Type: JTokenType.String } value && !string.IsNullOrWhiteSpace((string)value!) ? (string)value! : null;

    private static bool IsTrue(JToken? token) => token is JValue { Value: true };
}
