using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>One operation of the document.</summary>
internal sealed class ApiOperation
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];

    private ApiOperation(ApiDocument document, string path, string method, JArray shared, JObject json)
    {
        Id = (string)json["operationId"]!;
        Method = method.ToUpperInvariant();
        // Two operations of one method and path are told apart by a fragment, which is not part of the path.
        Path = path.Split('#')[0];
        Parameters = shared.Concat(json["parameters"] as JArray ?? [])
            .Select(parameter => new ApiParameter(document, document.Resolve((JObject)parameter)))
            .ToArray();
        if (json["requestBody"] is JObject reference)
        {
            var body = document.Resolve(reference);
            RequiresBody = (bool?)body["required"] ?? false;
            Body = body["content"]?["application/json"]?["schema"] is JObject schema ? new ApiSchema(document, schema) : null;
        }

        Responses = ((JObject?)json["responses"] ?? [])
            .Properties()
            .Where(response => int.TryParse(response.Name, out _))
            .Select(response => new ApiResponse(document, int.Parse(response.Name), document.Resolve((JObject)response.Value)))
            .OrderBy(response => response.Status)
            .ToArray();
        KeyTypes = (json["x-iterable-key-types"] as JArray)?.Select(type => new IterableKeyType((string)type!)).ToArray();
        RateLimit = ApiRateLimit.Read(json["x-iterable-rate-limit"]);
        EmailName = (string?)json["x-iterable-user"]?["email"] ?? "email";
        UserIdName = (string?)json["x-iterable-user"]?["userId"] ?? "userId";
    }

    public string Id { get; }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyList<ApiParameter> Parameters { get; }

    public ApiSchema? Body { get; }

    public bool RequiresBody { get; }

    /// <summary>The responses by ascending status.</summary>
    public IReadOnlyList<ApiResponse> Responses { get; }

    /// <summary>The types of key that may call it; <see langword="null" /> where the document does not say.</summary>
    public IReadOnlyList<IterableKeyType>? KeyTypes { get; }

    public ApiRateLimit? RateLimit { get; }

    /// <summary>The parameter or member that names its user by e-mail address.</summary>
    public string EmailName { get; }

    /// <summary>The parameter or member that names its user by id.</summary>
    public string UserIdName { get; }

    /// <summary>The response of success that stands first.</summary>
    public ApiResponse? Success => Responses.FirstOrDefault(response => response.Status is >= 200 and < 300);

    public static IEnumerable<ApiOperation> ReadAll(ApiDocument document, string path, JObject item) =>
        from member in item.Properties()
        where Methods.Contains(member.Name)
        select new ApiOperation(document, path, member.Name, item["parameters"] as JArray ?? [], (JObject)member.Value);
}
