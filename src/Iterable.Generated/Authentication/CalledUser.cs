using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Finds out which one user a call is about, from the names the API uses for that.</summary>
internal static class CalledUser
{
    public static IterableUserIdentity? Of(IterableRequest request) =>
        From(request.FindValue(request.Operation.EmailName), request.FindValue(request.Operation.UserIdName)) ?? In(request.Body, request.Operation);

    private static IterableUserIdentity? In(object? body, IterableOperation operation)
    {
        if (body is null or AssembledBody)
            return null;

        // A user is told at the top, or for purchases and carts in the member "user".
        return From(Text(body, operation.EmailName), Text(body, operation.UserIdName)) ?? In(IterableJson.Member(body, "user"), operation);
    }

    private static IterableUserIdentity? From(string? email, string? userId) =>
        !string.IsNullOrEmpty(email) ? IterableUserIdentity.FromEmail(email!)
        : !string.IsNullOrEmpty(userId) ? IterableUserIdentity.FromUserId(userId!)
        : null;

    private static string? Text(object body, string name) => IterableJson.Member(body, name) switch
    {
        string text => text,
        JValue { Value: string text } => text,
        _ => null,
    };
}
