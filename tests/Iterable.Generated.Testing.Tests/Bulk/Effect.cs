namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>A record that took effect.</summary>
/// <param name="Number">Its number in the scenario.</param>
/// <param name="Names">What it is about.</param>
/// <param name="Id">The id of an event or a purchase.</param>
/// <param name="IsRepeat">Whether it took the place of one of the same id.</param>
internal sealed record Effect(int Number, IReadOnlyList<string> Names, string? Id, bool IsRepeat)
{
    public static Effect Of(IterableTestEffect effect)
    {
        var isItem = effect.Email is null && effect.UserId is null;
        return new Effect(
            (int)effect.Record[LaneCase.NumberName]!,
            isItem ? [effect.Id!] : [.. NamesOf(effect.Email, effect.UserId)],
            isItem ? null : effect.Id,
            effect.IsRepeat);
    }

    /// <summary>Whom and what a body names.</summary>
    public static IEnumerable<string> NamesIn(JObject body) => body["documents"] is JObject documents
        ? documents.Properties().Select(item => item.Name)
        : body.PropertyValues().OfType<JArray>().SelectMany(records => records.OfType<JObject>()).SelectMany(record => NamesOf((string?)record["email"], (string?)record["userId"]));

    private static IEnumerable<string> NamesOf(string? email, string? userId)
    {
        if (email is not null)
            yield return email.ToLowerInvariant();
        if (userId is not null)
            yield return "id " + userId.ToLowerInvariant();
    }
}
