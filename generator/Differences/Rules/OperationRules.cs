using Iterable.Generator.Differences.Matching;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares the operations: methods of the clients.</summary>
internal static class OperationRules
{
    public static void Apply(OperationMatch operations, ModelMatch models, SchemaRules schemas, ChangeList changes)
    {
        foreach (var operation in operations.Removed)
            changes.Breaking("operation-removed", operation.Location, $"The method {operation.InSentence} is gone: code that calls it no longer compiles, and the service may refuse the calls of code that runs.");
        foreach (var operation in operations.Added)
            changes.Compatible("operation-added", operation.Location, $"The method {operation.InSentence} is new: code compiles and runs as before.");

        foreach (var pair in operations.Pairs)
        {
            CompareIdentity(pair, changes);
            ParameterRules.Compare(pair, schemas, changes);
            RequestRules.Compare(pair, schemas, changes);
            ArgumentOrderRules.Compare(pair, changes);
            ResponseRules.Compare(pair, schemas, changes);
            FactRules.Compare(pair, changes);
            PagingRules.Compare(pair, models, changes);
        }
    }

    private static void CompareIdentity(OperationPair pair, ChangeList changes)
    {
        var (before, after) = (pair.Before, pair.After);
        if (before.Id is not null && after.Id is not null && before.MethodName != after.MethodName)
            changes.Breaking("operation-renamed", before.Location, $"The method `{before.MethodName}` is called `{after.MethodName}`: calls no longer compile, and code that runs calls the same operation.");
        if (before.Route != after.Route)
            changes.Informational("operation-path-changed", before.Location, $"The method {before.InSentence} calls `{after.Path}` instead of `{before.Path}`: code compiles as before, and older versions go on calling the old path, which the service may no longer know.");
        if (before.Method != after.Method)
            changes.Informational("operation-method-changed", before.Location, $"The method {before.InSentence} calls with {after.Method} instead of {before.Method}: code compiles as before, and older versions go on using the old HTTP method, which the service may refuse.");
        DeprecationRules.Compare("operation", before.Location, $"The method {before.InSentence}", before.IsDeprecated, after.IsDeprecated, changes);
    }
}
