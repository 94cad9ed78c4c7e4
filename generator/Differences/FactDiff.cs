namespace Iterable.Generator.Differences;

/// <summary>
/// Compares what the SDK knows about calling an operation. It changes what the SDK does by itself, or what it tells, and the service decides in any case.
/// </summary>
internal sealed class FactDiff(OperationView before, OperationView after, ChangeList changes)
{
    public void Compare()
    {
        Compare("rate-limit-changed", Extension.RateLimit, ShowLimit, "The rate limit", "the SDK paces its calls by the new one");
        Compare("retry-changed", Extension.Retry, JsonReading.Show, "The retry class", "a call whose fate is unknown is sent again by the new rule");
        Compare("key-types-changed", Extension.KeyTypes, ShowList, "The list of API keys that may call", "the service decides which keys it takes");
        Compare("user-changed", Extension.User, ShowUser, "What names the user of the call", "the SDK asks for the token of the user who stands there");
        Compare("unknown-user-changed", Extension.UnknownUser, ShowUnknownUser, "The answer for an unknown user", "what it does about users who are not there runs by the new rule");
        Compare("split-changed", Extension.Split, ShowList, "The list of what may go out in several calls", "a call too long for one address goes out by the new rule");
        Compare("answer-changed", Extension.Answer, ShowList, "The list of what every answer has", "an answer that lacks one of it is an exception");
        Compare("empty-body-changed", Extension.EmptyBody, ShowBody, "What is sent where callers give no body", "older versions go on as they did, which the service may refuse");
        Compare("max-body-changed", Extension.MaxBody, JsonReading.Show, "The most bytes that a body can have", "the SDK refuses a larger one before it is sent");
        Compare("bulk-changed", Extension.Bulk, JsonReading.Show, "What is known of sending many records", "lanes make their batches by the new rule");
        ComparePaging(before.Definition[Extension.Pagination] as JObject, after.Definition[Extension.Pagination] as JObject);
    }

    private void Compare(string id, string extension, Func<JToken?, string> show, string subject, string meaning)
    {
        var (was, now) = (show(before.Definition[extension]), show(after.Definition[extension]));
        if (was != now)
            changes.Informational(id, before.Location, $"{subject} is {now} instead of {was}: code compiles as before, and {meaning}.");
    }

    private void ComparePaging(JObject? was, JObject? now)
    {
        var location = $"{before.Location} paging";
        if (was is null && now is not null)
            changes.Compatible("paging-added", location, $"The method `{now.Text("method")}Async` is new and reads all pages: code compiles and runs as before.");
        if (was is not null && now is null)
            changes.Breaking("paging-removed", location, $"The method `{was.Text("method")}Async`, which read all pages, is gone: code that calls it no longer compiles, and code that runs may get one page only.");
        if (was is null || now is null)
            return;

        var others = was.Properties().Concat(now.Properties()).Select(member => member.Name).Distinct().Where(name => !was[name].SaysTheSame(now[name])).Order(StringComparer.Ordinal).ToList();
        if (others.Contains("method"))
            changes.Breaking("paging-method-renamed", location, $"The method `{was.Text("method")}Async` is called `{now.Text("method")}Async`: calls no longer compile, and code that runs reads the same pages.");
        others.Remove("method");
        if (others.Count > 0)
            changes.Informational("paging-changed", location, $"The pages are read in another way ({string.Join(", ", others.Select(name => $"{name} {now[name].Show()} instead of {was[name].Show()}"))}): the SDK asks for them by the new rule, and whether code compiles as before the public surface shows.");
    }

    private static string ShowLimit(JToken? limit) => limit is JObject figures
        ? $"{figures["permits"]} in {figures["seconds"]} s for each {figures["scope"]}"
        : limit.Show();

    private static string ShowUser(JToken? user) => $"`{user.Text("email") ?? "email"}` and `{user.Text("userId") ?? "userId"}`";

    private static string ShowUnknownUser(JToken? answer) => answer is null ? "an error" : answer.Show();

    private static string ShowBody(JToken? isEmpty) => isEmpty is JValue { Value: true } ? "an object without members" : "no body";

    private static string ShowList(JToken? values) => values is null ? values.Show() : string.Join(", ", values.Texts().Order(StringComparer.Ordinal));
}
