using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>One parameter of an operation, in the path or in the query.</summary>
internal sealed class ApiParameter(ApiDocument document, JObject json)
{
    public string Name { get; } = (string)json["name"]!;

    public bool IsInQuery { get; } = (string?)json["in"] == "query";

    public bool IsRequired { get; } = (bool?)json["required"] ?? false;

    public ApiSchema Schema { get; } = new(document, (JObject?)json["schema"] ?? []);
}
