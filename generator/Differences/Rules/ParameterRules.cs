using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Rules;

/// <summary>
/// Compares the parameters: the arguments of a method. Any argument more or less makes another signature: assemblies that were compiled
/// against the old one no longer find the method, and calls that give the cancellation token by its place no longer compile.
/// </summary>
internal static class ParameterRules
{
    public static void Compare(OperationPair pair, SchemaRules schemas, ChangeList changes)
    {
        foreach (var parameter in pair.RemovedParameters)
            changes.Breaking("parameter-removed", LocationOf(pair, parameter), $"The argument `{parameter.Argument}` is gone: calls that give it no longer compile, compiled code no longer finds the method, and the service may ignore or refuse what older versions send.");
        foreach (var parameter in pair.AddedParameters)
            Add(pair, parameter, changes);
        foreach (var (before, after) in pair.Parameters)
            Compare(LocationOf(pair, before), before, after, schemas, changes);
    }

    private static void Add(OperationPair pair, ParameterView parameter, ChangeList changes)
    {
        if (parameter.IsRequired)
            changes.Breaking("required-parameter-added", LocationOf(pair, parameter), $"The argument `{parameter.Argument}` is new and required: calls without it no longer compile, and the service may refuse those of older versions.");
        else
            changes.Breaking("optional-parameter-added", LocationOf(pair, parameter), $"The argument `{parameter.Argument}` is new and can be left out: calls compile again unless they give a later argument, such as the cancellation token, by its place, and compiled code no longer finds the method until it is compiled again.");
    }

    private static void Compare(string location, ParameterView before, ParameterView after, SchemaRules schemas, ChangeList changes)
    {
        var subject = $"The argument `{before.Argument}`";
        if (before.Argument != after.Argument)
            changes.Breaking("parameter-renamed", location, $"{subject} is called `{after.Argument}`: calls that give it by name no longer compile, and code that runs is the same.");
        if (before.Name != after.Name && before.In is not "path")
            changes.Informational("parameter-respelled", location, $"{subject} travels as `{after.Name}` instead of `{before.Name}`: code compiles as before, and older versions go on sending the old name.");
        if (before.In != after.In)
            changes.Informational("parameter-moved", location, $"{subject} travels in the {after.In} instead of the {before.In}: code compiles as before, and older versions go on sending it in the old place.");
        else if (before.Style != after.Style && (after.Schema.Kind is SchemaKind.List or SchemaKind.Map or SchemaKind.Class))
            changes.Informational("parameter-style-changed", location, $"{subject} travels in the style {after.Style} instead of {before.Style}: code compiles as before, and older versions go on sending the old style.");

        ComparePresence(location, subject, before, after, changes);
        DeprecationRules.Compare(SiteKind.Parameter, location, subject, before.IsDeprecated, after.IsDeprecated, changes);
        schemas.Compare(new(SiteKind.Parameter, location, subject, WasSent: true, IsSent: true, before.IsRequired && after.IsRequired), before.Schema, after.Schema);
    }

    private static void ComparePresence(string location, string subject, ParameterView before, ParameterView after, ChangeList changes)
    {
        if (!before.IsRequired && after.IsRequired)
            changes.Breaking("parameter-became-required", location, $"{subject} is required: calls without it no longer compile, and the service may refuse those of older versions.");
        else if (before.IsRequired && !after.IsRequired && CSharpType.IsValueType(after.Schema))
            changes.Breaking("parameter-became-optional", location, $"{subject} can be left out: calls compile again, and compiled code no longer finds the method until it is compiled again, since `{CSharpType.Of(after.Schema)}?` is another type.");
        else if (before.IsRequired && !after.IsRequired)
            changes.Compatible("parameter-became-optional", location, $"{subject} can be left out: calls that give it compile and run as before.");
    }

    private static string LocationOf(OperationPair pair, ParameterView parameter) => $"{pair.Before.Location} {parameter.In} {parameter.Name}";
}
