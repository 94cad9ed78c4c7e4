using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Iterable's envelope: <c>{"msg", "code", "params"}</c>.</summary>
internal static class Envelope
{
    public static JObject Of(string code, string message, JObject? parameters = null) =>
        new() { ["msg"] = message, ["code"] = code, ["params"] = parameters };

    public static JObject Success(string message = "") => Of("Success", message);
}
