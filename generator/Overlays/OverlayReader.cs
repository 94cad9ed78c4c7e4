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
        if (root is not JObject document)
        {
            reader.Error("An overlay is a mapping with the members overlay, info and actions.", root);
            return null;
        }

        var overlay = reader.Read(document);
        return reader._isValid ? overlay : null;
    }

    private Overlay Read(JObject document)
    {
        CheckKeys(document, "the overlay", ["overlay", "info", "extends", "actions", OptionalKey]);
        if (Text(document[OptionalKey]) is not Descriptions)
            CheckIsBoolean(document, OptionalKey, "The overlay");
        if (Text(document["overlay"])?.StartsWith("1.0.", StringComparison.Ordinal) is not true)
            Error("'overlay' must be the version of the Overlay Specification, as text: overlay: 1.0.0.", document["overlay"] ?? document);

        return new Overlay(_file, ReadTitle(document), ReadActions(document))
        {
            Extends = ReadExtends(document),
            ExtendsAt = document["extends"]?.Mark(),
        };
    }

    private string ReadTitle(JObject document)
    {
        if (document["info"] is not JObject info)
        {
            Error("'info' with 'title' and 'version' is missing.", document["info"] ?? document);
            return "";
        }

        CheckKeys(info, "the overlay's info", ["title", "version"]);
        if (Text(info["version"]) is null)
            Error("'info.version' must be text, for example 1.0.0.", info["version"] ?? info);
        if (Text(info["title"]) is null)
            Error("'info.title' must say what the overlay is about.", info["title"] ?? info);
        return Text(info["title"]) ?? "";
    }

    private string? ReadExtends(JObject document)
    {
        if (document["extends"] is not { } extends)
            return null;
        if (Text(extends) is { } text && !text.Contains("://", StringComparison.Ordinal))
            return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(_file)!, Uri.UnescapeDataString(text)));

        Error("'extends' must be the path of an OpenAPI document, relative to the overlay file.", extends);
        return null;
    }

    private List<OverlayAction> ReadActions(JObject document)
    {
        if (document["actions"] is JArray { Count: > 0 } actions)
            return [.. actions.Select((action, i) => ReadAction(action, i + 1, document[OptionalKey])).OfType<OverlayAction>()];

        Error("'actions' must be a list with at least one action.", document["actions"] ?? document);
        return [];
    }

    private OverlayAction? ReadAction(JToken token, int number, JToken? optional)
    {
        var name = $"Overlay action {number}";
        if (token is not JObject action)
        {
            Error($"{name} is not a mapping.", token);
            return null;
        }

        CheckKeys(action, $"overlay action {number}", ["target", "description", "update", "remove", OptionalKey]);
        if (action["description"] is { } description && Text(description) is null)
            Error($"{name}: 'description' must be text.", description);
        CheckIsBoolean(action, "remove", name);
        CheckIsBoolean(action, OptionalKey, name);

        var (update, remove) = (action["update"], IsTrue(action["remove"]));
        if (remove && update is not null)
            Error($"{name} has both 'update' and 'remove'; the update would be lost. Write two actions.", update);
        if (!remove && update is null)
            Error($"{name} changes nothing: it needs 'update' or 'remove: true'.", action);

        return ReadTarget(action, name) is not { } target ? null : new OverlayAction(number, target, action.Mark())
        {
            Description = Text(action["description"]),
            Update = remove ? null : update,
            IsOptional = action.ContainsKey(OptionalKey) ? IsTrue(action[OptionalKey]) : IsTrue(optional) || (Text(optional) is Descriptions && OnlyDescribes(update)),
        };
    }

    private JsonPath? ReadTarget(JObject action, string name)
    {
        if (Text(action["target"]) is not { } target)
        {
            Error($"{name} needs a 'target', a JSONPath expression such as $.paths['/users/update'].post.", action["target"] ?? action);
            return null;
        }

        try
        {
            return JsonPath.Parse(target);
        }
        catch (JsonPathException e)
        {
            Error($"{name}: {e.Message}", action["target"]!, DiagnosticCode.InvalidJsonPath);
            return null;
        }
    }

    // The specification allows extensions of others everywhere; a misspelt one of ours must not pass for one of them.
    private void CheckKeys(JObject mapping, string where, string[] known)
    {
        foreach (var member in mapping.Properties())
        {
            var isForeign = member.Name.StartsWith("x-", StringComparison.Ordinal) && !member.Name.StartsWith("x-iterable-", StringComparison.Ordinal);
            if (!isForeign && !known.Contains(member.Name))
                Error($"'{member.Name}' is unknown in {where}; known are {string.Join(", ", known)}.", member);
        }
    }

    private void CheckIsBoolean(JObject mapping, string key, string name)
    {
        if (mapping[key] is { Type: not JTokenType.Boolean } value)
            Error($"{name}: '{key}' must be true or false.", value);
    }

    private void Error(string message, JToken at, string code = DiagnosticCode.InvalidOverlay)
    {
        _isValid = false;
        _diagnostics.Error(code, message, at);
    }

    private static bool OnlyDescribes(JToken? update) => update is JObject { Count: > 0 } members && members.Properties().All(member => Describing.Contains(member.Name));

    private static string? Text(JToken? token) =>
        token is JValue { Type: JTokenType.String } value && !string.IsNullOrWhiteSpace((string)value!) ? (string)value! : null;

    private static bool IsTrue(JToken? token) => token is JValue { Value: true };
}
