using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Thrown where a request turns out to be one that the service refuses; carries what it answers.</summary>
internal sealed class Refusal : Exception
{
    private Refusal(Answer answer) => Answer = answer;

    public Answer Answer { get; }

    public static Refusal Of(int status, string code, string message, JObject? parameters = null) =>
        new(TextAnswer.Json(Envelope.Of(code, message, parameters), status));

    public static Refusal BadParams(string message, JObject? parameters = null) => Of(400, "BadParams", message, parameters);

    /// <summary>A body that is no JSON, or has a member of another type than the operation takes.</summary>
    /// <param name="endpoint">The path that was called.</param>
    /// <param name="problem">What is wrong, where the body is JSON.</param>
    public static Refusal BadJsonBody(string endpoint, SchemaProblem? problem = null) => Of(
        400,
        "BadJsonBody",
        $"[{endpoint}] Invalid JSON body",
        problem is null ? null : new JObject { [problem.Path.Length == 0 ? "obj" : "obj." + problem.Path] = problem.Expected });

    public static Refusal NotFound(string message) => Of(404, "NotFound", message);

    /// <summary>A refusal in plain text, as a few operations of the service have it.</summary>
    public static Refusal Text(int status, string text) => new(TextAnswer.Plain(status, text));

    /// <summary>The envelope that catalogs have of their own.</summary>
    public static Refusal CatalogNotFound(string message, JObject data) => new(TextAnswer.Json(
        new JObject { ["error"] = "NotFound", ["message"] = message, ["code"] = "error.catalogs.notFound", ["data"] = data },
        404));
}
