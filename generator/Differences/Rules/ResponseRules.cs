using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares what a method returns, and the statuses that the service can answer with.</summary>
internal static class ResponseRules
{
    public static void Compare(OperationPair pair, SchemaRules schemas, ChangeList changes)
    {
        var location = $"{pair.Before.Location} response";
        CompareResult(pair, location, schemas, changes);
        CompareStatuses(pair, location, changes);
    }

    private static void CompareResult(OperationPair pair, string location, SchemaRules schemas, ChangeList changes)
    {
        switch (pair.Before.Result, pair.After.Result)
        {
            case (null, { } added):
                changes.Breaking("response-body-added", location, $"The method {pair.Before.InSentence} returns `{added.Type}` where it returned nothing: calls compile again, and compiled code no longer finds the method until it is compiled again.");
                break;
            case ({ } removed, null):
                changes.Breaking("response-body-removed", location, $"The method {pair.Before.InSentence} returns nothing where it returned `{removed.Type}`: code that uses the result no longer compiles, and older versions fail to read an empty answer.");
                break;
            case ({ } before, { } after):
                // What is one C# type can be read in two ways: a text as JSON, or as it comes.
                if (!before.MediaTypes.SequenceEqual(after.MediaTypes, StringComparer.OrdinalIgnoreCase))
                    changes.Informational("response-media-type-changed", location, $"The result is {Show(after)} instead of {Show(before)}: what that means for its C# type is a change of its own, and older versions may fail to read it.");
                schemas.Compare(new(SiteKind.Response, location, $"The result of {pair.Before.InSentence}", WasSent: false, IsSent: false, IsMandatory: true), before.Schema, after.Schema);
                break;
        }
    }

    private static void CompareStatuses(OperationPair pair, string location, ChangeList changes)
    {
        var (before, after) = (pair.Before.Responses, pair.After.Responses);
        foreach (var status in before.Keys.Except(after.Keys))
            changes.Informational("response-status-removed", $"{location} {status}", $"The service is no longer said to answer {Show(status)}: code compiles and runs as before.");
        foreach (var status in after.Keys.Except(before.Keys))
            changes.Informational("response-status-added", $"{location} {status}", $"The service can answer {Show(status)}: code compiles as before, and {(status.StartsWith('2') ? "takes it as a success" : "meets it as an exception in any case")}.");
        foreach (var status in before.Keys.Intersect(after.Keys).Where(status => status != pair.Before.SuccessStatus && status != pair.After.SuccessStatus))
        {
            var (was, now) = (TypeOf(before[status]), TypeOf(after[status]));
            if (was != now)
                changes.Informational("error-body-changed", $"{location} {status}", $"The body of the answer {Show(status)} is {now} instead of {was}: code compiles as before, and what an exception tells of it can differ.");
        }
    }

    private static string TypeOf(BodyView? body) => body is null ? "nothing" : $"`{body.Type}`";

    private static string Show(BodyView body) => string.Join(", ", body.MediaTypes.Select(type => $"`{type}`"));

    private static string Show(string status) => status is "DEFAULT" ? "other statuses" : $"HTTP {status}";
}
