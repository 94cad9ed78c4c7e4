namespace Iterable.Generated;

/// <summary>The id the service gives a request, by which its support finds it.</summary>
internal static class RequestId
{
    public const string HeaderName = "Iterable-Request-Id";

    private const int Longest = 100;

    /// <summary>The id of an answer. What does not look like one is none, since it goes into messages and logs.</summary>
    public static string? Of(HttpResponseMessage response) =>
        response.Headers.TryGetValues(HeaderName, out var values) && values.FirstOrDefault() is { Length: > 0 and <= Longest } id && id.All(IsPlain) ? id : null;

    private static bool IsPlain(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.' or ':' or '/' or '=';
}
