using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares what a method sends: its argument for the body of the request.</summary>
internal static class RequestRules
{
    public static void Compare(OperationPair pair, SchemaRules schemas, ChangeList changes)
    {
        var location = $"{pair.Before.Location} request";
        switch (pair.Before.Request, pair.After.Request)
        {
            case (null, { } added):
                changes.Breaking("request-body-added", location, $"The argument `{added.Argument}` is new, a `{added.Type}` that is sent as the body{(added.IsRequired ? "" : " and can be left out")}: compiled code no longer finds the method, and {(added.IsRequired ? "calls without it no longer compile" : "calls that give a later argument by its place no longer compile")}.");
                break;
            case ({ } removed, null):
                changes.Breaking("request-body-removed", location, $"The argument `{removed.Argument}` is gone and no body is sent: calls that give it no longer compile, and the service may ignore or refuse what older versions send.");
                break;
            case ({ } before, { } after):
                if (!before.IsRequired && after.IsRequired)
                    changes.Breaking("request-body-became-required", location, $"The argument `{before.Argument}` is required: calls without it no longer compile, and the service may refuse those of older versions.");
                else if (before.IsRequired && !after.IsRequired)
                    changes.Compatible("request-body-became-optional", location, $"The argument `{before.Argument}` can be left out: calls that give it compile and run as before.");
                if (before.Argument != after.Argument)
                    changes.Breaking("request-argument-renamed", location, $"The argument `{before.Argument}` is called `{after.Argument}`: calls that give it by name no longer compile, and code that runs is the same.");
                if (!before.MediaTypes.SequenceEqual(after.MediaTypes, StringComparer.OrdinalIgnoreCase))
                    CompareMediaTypes(location, before, after, changes);
                schemas.Compare(new(SiteKind.Request, location, "The body of the request", WasSent: true, IsSent: true, before.IsRequired && after.IsRequired), before.Schema, after.Schema);
                break;
        }
    }

    private static void CompareMediaTypes(string location, BodyView before, BodyView after, ChangeList changes)
    {
        var change = $"The body of the request is {Show(after.MediaTypes)} instead of {Show(before.MediaTypes)}";
        if (before.IsJson && !after.IsJson)
            changes.Breaking("request-media-type-changed", location, $"{change}: the SDK can only send JSON, so the method cannot be generated, and the service may refuse the calls of code that runs.");
        else
            changes.Informational("request-media-type-changed", location, $"{change}: code compiles and runs as before, since the SDK sends JSON.");
    }

    private static string Show(IReadOnlyList<string> mediaTypes) => string.Join(", ", mediaTypes.Select(type => $"`{type}`"));
}
