using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares the method that reads all pages of an operation.</summary>
internal static class PagingRules
{
    // The method takes all arguments of the operation but the one that it counts by itself.
    private static readonly string[] Counted = ["page", "offset", "marker", "after"];

    private static readonly string[] InSignature = ["method", "item", .. Counted];

    public static void Compare(OperationPair pair, ModelMatch models, ChangeList changes)
    {
        var location = $"{pair.Before.Location} paging";
        switch (pair.Before.Definition[Extension.Pagination] as JObject, pair.After.Definition[Extension.Pagination] as JObject)
        {
            case (null, { } added):
                changes.Compatible("paging-added", location, $"The method `{added["method"]}Async` is new and reads all pages of {pair.Before.InSentence}: code compiles and runs as before.");
                break;
            case ({ } removed, null):
                changes.Breaking("paging-removed", location, $"The method `{removed["method"]}Async`, which read all pages of {pair.Before.InSentence}, is gone: code that calls it no longer compiles, and code that runs may get one page only.");
                break;
            case ({ } before, { } after):
                Compare(location, before, after, models, changes);
                break;
        }
    }

    private static void Compare(string location, JObject before, JObject after, ModelMatch models, ChangeList changes)
    {
        var (was, now) = (before.Text("method") ?? "", after.Text("method") ?? "");
        if (was != now)
            changes.Breaking("paging-method-renamed", location, $"The method `{was}Async` is called `{now}Async`: calls no longer compile, and code that runs reads the same pages.");
        if (!models.Renames.AreOne(before.Text("item") ?? "", after.Text("item") ?? ""))
            changes.Breaking("paging-item-changed", location, $"The method `{was}Async` hands out `{after.Text("item")}` instead of `{before.Text("item")}`: code that uses the items no longer compiles, and compiled code no longer finds the method.");
        if (CountedIn(before) != CountedIn(after))
            changes.Breaking("paging-arguments-changed", location, $"The method `{was}Async` counts by {Show(CountedIn(after))} instead of {Show(CountedIn(before))}, and takes the other arguments: calls that give the one no longer compile, and compiled code no longer finds the method.");

        var others = before.Properties().Concat(after.Properties()).Select(member => member.Name).Distinct()
            .Where(name => !InSignature.Contains(name) && !before[name].SaysTheSame(after[name]))
            .Order(StringComparer.Ordinal).ToList();
        if (others.Count > 0)
            changes.Informational("paging-changed", location, $"The method `{was}Async` pages in another way ({string.Join(", ", others.Select(name => $"{name} {after[name].Show()} instead of {before[name].Show()}"))}): code compiles as before, and the SDK asks for pages by the new rule.");
    }

    private static string? CountedIn(JObject paging) => Counted.Select(paging.Text).FirstOrDefault(name => name is not null);

    private static string Show(string? name) => name is null ? "nothing" : $"`{name}`";
}
