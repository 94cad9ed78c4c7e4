using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares the order of the arguments that a method had and has: those that must be given first, then those that can be left out.</summary>
internal static class ArgumentOrderRules
{
    public static void Compare(OperationPair pair, ChangeList changes)
    {
        // An argument goes by the name it had.
        var names = new Dictionary<object, string>();
        foreach (var (before, after) in pair.Parameters)
            names[before] = names[after] = before.Argument;
        if (pair.Before.Request is { } had && pair.After.Request is { } has)
            names[had] = names[has] = had.Argument;

        var (was, now) = (Order(pair.Before, names), Order(pair.After, names));
        if (!was.SequenceEqual(now))
            changes.Breaking("arguments-reordered", pair.Before.Location, $"The method {pair.Before.InSentence} takes ({string.Join(", ", now)}) instead of ({string.Join(", ", was)}): calls that give arguments by their place no longer compile or, where the types fit, give the wrong ones.");
    }

    private static List<string> Order(OperationView operation, Dictionary<object, string> names)
    {
        var arguments = operation.Parameters.Select(parameter => (Argument: (object)parameter, parameter.IsRequired));
        if (operation.Request is { } request)
            arguments = arguments.Append((request, request.IsRequired));
        return [.. arguments.OrderBy(one => one.IsRequired ? 0 : 1).Where(one => names.ContainsKey(one.Argument)).Select(one => names[one.Argument])];
    }
}
