using Newtonsoft.Json.Linq;

namespace Iterable.Generated.BulkBenchmarks;

/// <summary>The users that are sent, a thousand a call.</summary>
internal static class Users1000
{
    public const int Count = 1000;

    public static readonly JObject Fields = new()
    {
        ["plan"] = "annual", ["seats"] = 12, ["trial"] = false, ["source"] = "newsletter 2026-01", ["amount"] = 1249.5, ["signedUpAt"] = "2026-01-05 10:30:00 +00:00",
    };

    public static IEnumerable<UserUpdateRequest> Of(int count)
    {
        for (var i = 0; i < count; i++)
            yield return new UserUpdateRequest { Email = Email(i), DataFields = Fields };
    }

    public static string Email(int number) => $"user{number}@example.com";
}
