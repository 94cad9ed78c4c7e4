using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares the clients, one for each first tag of an operation.</summary>
internal static class ClientRules
{
    public static void Apply(OperationMatch operations, ChangeList changes)
    {
        var (before, after) = (Clients(operations.Removed, operations.Pairs.Select(pair => pair.Before)), Clients(operations.Added, operations.Pairs.Select(pair => pair.After)));
        var renamed = before.Except(after).Select(client => (Before: client, After: NewName(operations, client, before))).Where(names => names.After is not null).ToList();

        foreach (var (client, name) in renamed)
            changes.Breaking("client-renamed", $"{client}Client", $"The client `{client}` is called `{name}`: code that names it no longer compiles, and code that runs calls the same operations.");
        foreach (var client in before.Except(after).Except(renamed.Select(names => names.Before)))
            changes.Breaking("client-removed", $"{client}Client", $"The client `{client}` is gone: code that names it no longer compiles, and what became of its operations is listed with each.");
        foreach (var client in after.Except(before).Except(renamed.Select(names => names.After!)))
            changes.Compatible("client-added", $"{client}Client", $"The client `{client}` is new: code compiles and runs as before.");

        foreach (var (was, now) in operations.Pairs.Select(pair => (pair.Before, pair.After)))
        {
            if (was.Client is { } from && now.Client is { } to && from != to && !renamed.Contains((from, to)))
                changes.Breaking("operation-moved", was.Location, $"The method {was.InSentence} is in the client `{to}` instead of `{from}`: calls no longer compile, and code that runs calls the same operation.");
        }
    }

    // All operations of the one are now all operations of the other.
    private static string? NewName(OperationMatch operations, string client, IReadOnlySet<string> before)
    {
        var names = operations.Pairs.Where(pair => pair.Before.Client == client).Select(pair => pair.After.Client).Distinct().ToList();
        return names is [{ } name] && !before.Contains(name) && operations.Pairs.All(pair => pair.After.Client != name || pair.Before.Client == client) ? name : null;
    }

    private static HashSet<string> Clients(IEnumerable<OperationView> some, IEnumerable<OperationView> others) =>
        [.. some.Concat(others).Select(operation => operation.Client).OfType<string>()];
}
