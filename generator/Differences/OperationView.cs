namespace Iterable.Generator.Differences;

/// <summary>An operation with what it refers to.</summary>
internal sealed class OperationView
{
    public OperationView(ApiDocument document, Operation operation, bool hasOwnId)
    {
        Definition = operation.Definition;
        Id = hasOwnId ? operation.Id : null;
        Method = operation.Method.ToUpperInvariant();
        (Path, PathNames) = (operation.CalledPath, operation.PathNames);
        Parameters = [.. document.Root.ParametersOf(operation).Select(parameter => new ParameterView(document, parameter)).DistinctBy(parameter => (parameter.In, parameter.Name))];
        Request = BodyView.Of(document, Definition["requestBody"]);
        Responses = Definition["responses"].Objects()
            .Where(response => !Extension.IsExtension(response.Name))
            .ToDictionary(response => response.Name, response => BodyView.Of(document, response.Value));
    }

    public JObject Definition { get; }

    /// <summary>The operationId; null when it is missing or belongs to several operations.</summary>
    public string? Id { get; }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; }

    public string Path { get; }

    /// <summary>The path without the names of its parameters.</summary>
    public string Route => Operations.WithoutNames(Path);

    /// <summary>The names of the parameters in the path, in their order.</summary>
    public List<string> PathNames { get; }

    public IReadOnlyList<ParameterView> Parameters { get; }

    public BodyView? Request { get; }

    /// <summary>What the operation answers, by status.</summary>
    public IReadOnlyDictionary<string, BodyView?> Responses { get; }

    /// <summary>The status whose body is the result; null when no answer is a success.</summary>
    public string? SuccessStatus =>
        Responses.Keys.Where(status => status.StartsWith('2')).Order(StringComparer.Ordinal).FirstOrDefault() ?? (Responses.ContainsKey("default") ? "default" : null);

    public BodyView? Result => SuccessStatus is { } status ? Responses[status] : null;

    /// <summary>How the report names the place.</summary>
    public string Location => Id is null ? $"{Method} {Path}" : $"{Method} {Path} ({Id})";

    /// <summary>How a sentence names it.</summary>
    public string Subject => $"The operation `{Id ?? $"{Method} {Path}"}`";
}

/// <summary>A parameter of an operation: an argument of its method.</summary>
internal sealed class ParameterView(ApiDocument document, JObject definition)
{
    public JObject Definition => definition;

    public string Name { get; } = definition.Text("name") ?? "";

    /// <summary>Where it travels: path, query, header or cookie.</summary>
    public string In { get; } = definition.Text("in") ?? "";

    public bool IsRequired => In is "path" || definition.IsTrue("required");

    /// <summary>The name of the argument.</summary>
    public string Argument => CSharpNames.Argument(definition);

    public SchemaView Schema { get; } = new(document, definition["schema"] as JObject ?? definition["content"].Objects().FirstOrDefault().Value?["schema"] as JObject ?? []);

    /// <summary>How a list or an object travels.</summary>
    public string Style
    {
        get
        {
            if (definition["x-collectionFormat"] is { } other)
                return other.ToString();

            var style = definition.Text("style") ?? (In is "query" or "cookie" ? "form" : "simple");
            var isExploded = definition["explode"] is JValue { Value: bool explode } ? explode : style is "form";
            return isExploded ? $"{style}, each value by itself" : style;
        }
    }
}

/// <summary>What a request or a response holds.</summary>
internal sealed record BodyView(IReadOnlyDictionary<string, SchemaView> Contents, bool IsRequired)
{
    /// <summary>The body of a request or a response; null when it has none.</summary>
    public static BodyView? Of(ApiDocument document, JToken? holder)
    {
        var definition = document.Root.Target(holder);
        var contents = definition.Member("content").Objects().OrderBy(media => media.Name, StringComparer.Ordinal)
            .ToDictionary(media => media.Name, media => new SchemaView(document, media.Value["schema"] as JObject ?? []));
        return contents.Count == 0 ? null : new(contents, definition.IsTrue("required"));
    }

    public bool IsJson => Contents.Keys.Any(type => type.Split(';')[0].Trim().ToLowerInvariant() is "*/*" or "application/json" || type.Contains("+json", StringComparison.OrdinalIgnoreCase));

    public string MediaTypes => string.Join(", ", Contents.Keys.Select(type => $"`{type}`"));

    /// <summary>What it is in the words of JSON.</summary>
    public string Type => string.Join(" or ", Contents.Values.Select(schema => schema.Type).Distinct());
}
