using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares the order of the arguments that a method had and has: those that must be given first, then those that can be left out.</summary>
internal static class ArgumentOrderRules
{
    private const string Body = "body";

    public static void Compare(OperationPair pair, ChangeList changes)
    {
        var names = pair.Parameters.ToDictionary(one => (object)one.After, one => one.Before.Argument);
        var before = Order(pair.Before).Where(one => one is Body ? pair.After.Request is not null : names.ContainsValue(((ParameterView)one).Argument) && !pair.RemovedParameters.Contains(one));
        var after = Order(pair.After).Where(one => one is Body ? pair.Before.Request is not null : names.ContainsKey(one));
        var was = before.Select(one => one is ParameterView parameter ? parameter.Argument : pair.Before.Request!.Argument).ToList();
        var now = after.Select(one => names.GetValueOrDefault(one) ?? pair.Before.Request!.Argument).ToList();
        if (!was.SequenceEqual(now))
            changes.Breaking("arguments-reordered", pair.Before.Location, $"The method {pair.Before.InSentence} takes ({string.Join(", ", now)}) instead of ({string.Join(", ", was)}): calls that give arguments by their place no longer compile or, where the types fit, give the wrong ones.");
    }

    private static IEnumerable<object> Order(OperationView operation)
    {
        var arguments = operation.Parameters.Select(parameter => (Argument: (object)parameter, parameter.IsRequired));
        if (operation.Request is { } request)
            arguments = arguments.Append((Body, request.IsRequired));
        return arguments.OrderBy(one => one.IsRequired ? 0 : 1).Select(one => one.Argument);
    }
}
