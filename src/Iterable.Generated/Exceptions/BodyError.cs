using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Tells the service's message of an error, <c>{"msg", "code", "params"}</c>, from a record.</summary>
internal static class BodyError
{
    private const int LongestError = 64 * 1024;

    /// <summary>The error a line is, or <see langword="null" />: most lines are told by their first bytes.</summary>
    public static IterableErrorDetails? Read(ReadOnlySpan<byte> line, IterableErrorDetails call)
    {
        if (line.Length > LongestError || !MayBe(line) || JsonTokens.FromText(line) is not JObject json)
            return null;

        if (json["msg"]?.Type != JTokenType.String || json["code"]?.Type != JTokenType.String
            || json.Properties().Any(member => member.Name is not ("msg" or "code" or "params")))
        {
            return null;
        }

        return new IterableErrorDetails
        {
            Operation = call.Operation,
            StatusCode = call.StatusCode,
            RequestId = call.RequestId,
            Attempts = call.Attempts,
            Code = call.Secrets.Hide((string?)json["code"]),
            ApiMessage = call.Secrets.Hide((string?)json["msg"]),
            Params = call.Secrets.Hide(json["params"] as JObject),
            ResponseBody = call.Secrets.Hide(Utf8Text.Decode(line)),
        };
    }

    private static bool MayBe(ReadOnlySpan<byte> line)
    {
        line = Utf8Text.Trim(line);
        if (line.IsEmpty || line[0] != '{')
            return false;

        line = Utf8Text.Trim(line.Slice(1));
        return line.StartsWith("\"msg\""u8) || line.StartsWith("\"code\""u8) || line.StartsWith("\"params\""u8);
    }
}
