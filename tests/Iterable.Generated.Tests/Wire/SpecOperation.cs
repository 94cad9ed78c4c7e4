namespace Iterable.Generated.Tests.Wire;

/// <summary>One operation of the specifications.</summary>
internal sealed class SpecOperation
{
    public SpecOperation(string pathKey, string method, JObject operation)
    {
        // The same method of one path stands in both documents; the second has its operationId behind a '#'.
        Path = pathKey.Split('#')[0];
        Method = method.ToUpperInvariant();
        Id = (string)operation["operationId"]!;
        Tag = (string)operation["tags"]![0]!;
        Parameters = [.. (operation["parameters"] ?? new JArray()).Select(p => new SpecParameter(SpecDocument.Resolve(p)))];
        RequestSchema = operation["requestBody"]?["content"]?["application/json"]?["schema"];
        SendsEmptyBody = (bool?)operation["x-iterable-empty-body"] ?? false;
        RateLimit = operation["x-iterable-rate-limit"];
        Retry = (string)operation["x-iterable-retry"]!;
        Answer = [.. (operation["x-iterable-answer"] ?? new JArray()).Select(member => (string)member!)];
        KeyTypes = [.. operation["x-iterable-key-types"]!.Select(type => (string)type!)];
        var success = (JObject?)((JObject)operation["responses"]!).Properties().First(r => r.Name.StartsWith('2')).Value["content"];
        ResponseSchema = success?["application/json"]?["schema"];
        IsNumber = (string?)success?["text/plain"]?["schema"]?["type"] == "integer";
        TextMediaType = success?.Properties().FirstOrDefault(c => c.Name.StartsWith("text/", StringComparison.Ordinal) && IsText(c.Value))?.Name;
        BinaryMediaTypes = success is null
            ? []
            : [.. success.Properties().Where(c => (string?)c.Value["schema"]?["format"] == "binary").Select(c => c.Name)];
    }

    public string Id { get; }

    public string Method { get; }

    public string Path { get; }

    public string Tag { get; }

    public IReadOnlyList<SpecParameter> Parameters { get; }

    public JToken? RequestSchema { get; }

    /// <summary>Whether <c>{}</c> is sent, about which a caller has nothing to say.</summary>
    public bool SendsEmptyBody { get; }

    public JToken? ResponseSchema { get; }

    /// <summary>The members that every answer has.</summary>
    public IReadOnlyList<string> Answer { get; }

    public IReadOnlyList<string> BinaryMediaTypes { get; }

    public JToken? RateLimit { get; }

    public string Retry { get; }

    public IReadOnlyList<string> KeyTypes { get; }

    public bool IsStream => BinaryMediaTypes.Count > 0;

    /// <summary>Whether the answer is a number in plain text.</summary>
    public bool IsNumber { get; }

    /// <summary>The media type of an answer in text that is read as a whole, such as HTML; else <see langword="null" />.</summary>
    public string? TextMediaType { get; }

    public override string ToString() => Id;

    private static bool IsText(JToken content) =>
        (string?)content["schema"]?["type"] == "string" && (string?)content["schema"]?["format"] != "binary";
}

/// <summary>A path or query parameter of an operation.</summary>
internal sealed class SpecParameter(JObject parameter)
{
    public string Name { get; } = (string)parameter["name"]!;

    public string VariableName { get; } = (string?)parameter["x-originalName"] ?? (string)parameter["name"]!;

    public bool InPath { get; } = (string?)parameter["in"] == "path";

    public bool IsRequired { get; } = (bool?)parameter["required"] ?? false;

    public JToken Schema { get; } = parameter["schema"]!;

    public override string ToString() => Name;
}
