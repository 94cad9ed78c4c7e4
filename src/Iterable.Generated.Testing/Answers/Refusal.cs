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

    public static Refusal BadJsonBody(string message) => Of(400, "BadJsonBody", message);

    public static Refusal NotFound(string message) => Of(404, "NotFound", message);
}
