namespace Iterable.Generator.Differences;

/// <summary>Compares one operation with what it is now.</summary>
internal sealed class OperationDiff(OperationView before, OperationView after, SchemaDiff schemas, ChangeList changes)
{
    public void Compare()
    {
        CompareIdentity();
        CompareParameters();
        CompareRequest();
        CompareResult();
        CompareStatuses();
        new FactDiff(before, after, changes).Compare();
    }

    private void CompareIdentity()
    {
        if (before.Id is not null && after.Id is not null && before.Id != after.Id)
            changes.Breaking("operation-renamed", before.Location, $"{before.Subject} is called `{after.Id}`: calls no longer compile, and code that runs calls the same operation.");
        if (Tag(before) is { } from && Tag(after) is { } to && from != to)
            changes.Breaking("operation-moved", before.Location, $"{before.Subject} belongs to `{to}` instead of `{from}`: calls no longer compile, and code that runs calls the same operation.");
        if (before.Route != after.Route)
            changes.Informational("operation-path-changed", before.Location, $"{before.Subject} calls `{after.Path}` instead of `{before.Path}`: code compiles as before, and older versions go on calling the old path, which the service may no longer know.");
        if (before.Method != after.Method)
            changes.Informational("operation-method-changed", before.Location, $"{before.Subject} calls with {after.Method} instead of {before.Method}: code compiles as before, and older versions go on using the old HTTP method, which the service may refuse.");
        changes.Deprecation("operation", before.Location, before.Subject, Extension.IsDeprecated(before.Definition), Extension.IsDeprecated(after.Definition));
    }

    private void CompareParameters()
    {
        var (pairs, removed, added) = Pairing.Of(
            before.Parameters,
            after.Parameters,
            (one, other) => one.In == other.In && one.Name == other.Name,
            (one, other) => one.In is "path" && other.In is "path" && before.Route == after.Route && before.PathNames.IndexOf(one.Name) == after.PathNames.IndexOf(other.Name),
            (one, other) => one.Name == other.Name,
            (one, other) => one.In == other.In && one.Argument == other.Argument);

        foreach (var parameter in removed)
            changes.Breaking("parameter-removed", LocationOf(parameter), $"The argument `{parameter.Argument}` is gone: calls that give it no longer compile, compiled code no longer finds the method, and the service may ignore or refuse what older versions send.");
        foreach (var parameter in added)
            changes.Breaking($"{(parameter.IsRequired ? "required" : "optional")}-parameter-added", LocationOf(parameter), $"The argument `{parameter.Argument}` is new{(parameter.IsRequired ? " and required: calls without it no longer compile, and the service may refuse those of older versions" : ": compiled code no longer finds the method until it is compiled again, and calls that give a later argument by its place no longer compile")}.");
        foreach (var (was, now) in pairs)
            Compare(was, now);
    }

    private void Compare(ParameterView was, ParameterView now)
    {
        var (location, subject) = (LocationOf(was), $"The argument `{was.Argument}`");
        if (was.Argument != now.Argument)
            changes.Breaking("parameter-renamed", location, $"{subject} is called `{now.Argument}`: calls that give it by name no longer compile, and code that runs is the same.");
        if (was.Name != now.Name && was.In is not "path")
            changes.Informational("parameter-respelled", location, $"{subject} travels as `{now.Name}` instead of `{was.Name}`: code compiles as before, and older versions go on sending the old name.");
        if (was.In != now.In)
            changes.Informational("parameter-moved", location, $"{subject} travels in the {now.In} instead of the {was.In}: code compiles as before, and older versions go on sending it in the old place.");
        else if (was.Style != now.Style && now.Schema.Kind is SchemaKind.List or SchemaKind.Map or SchemaKind.Object)
            changes.Informational("parameter-style-changed", location, $"{subject} travels in the style {now.Style} instead of {was.Style}: code compiles as before, and older versions go on sending the old style.");

        ComparePresence("parameter", location, subject, was.IsRequired, now.IsRequired);
        changes.Deprecation("parameter", location, subject, Extension.IsDeprecated(was.Definition), Extension.IsDeprecated(now.Definition));
        schemas.Compare(new(SiteKind.Parameter, location, subject, WasSent: true, IsSent: true, was.IsRequired && now.IsRequired), was.Schema, now.Schema);
    }

    private void CompareRequest()
    {
        var location = $"{before.Location} request";
        switch (before.Request, after.Request)
        {
            case (null, { } added):
                changes.Breaking("request-body-added", location, $"A body is new, {added.Type}{(added.IsRequired ? "" : ", which can be left out")}: compiled code no longer finds the method, and calls without it no longer compile or give a later argument by its place.");
                break;
            case ({ }, null):
                changes.Breaking("request-body-removed", location, "No body is sent any more: calls that give one no longer compile, and the service may ignore or refuse what older versions send.");
                break;
            case ({ } was, { } now):
                ComparePresence("request-body", location, "The body of the request", was.IsRequired, now.IsRequired);
                if (was.MediaTypes != now.MediaTypes && was.IsJson && !now.IsJson)
                    changes.Breaking("request-media-type-changed", location, $"The body of the request is {now.MediaTypes} instead of {was.MediaTypes}: the SDK can only send JSON, so the method cannot be generated, and the service may refuse the calls of code that runs.");
                else if (was.MediaTypes != now.MediaTypes)
                    changes.Informational("request-media-type-changed", location, $"The body of the request is {now.MediaTypes} instead of {was.MediaTypes}: code compiles and runs as before, since the SDK sends JSON.");
                schemas.Compare(new(SiteKind.Request, location, "The body of the request", WasSent: true, IsSent: true, was.IsRequired && now.IsRequired), was, now);
                break;
        }
    }

    private void CompareResult()
    {
        var location = $"{before.Location} response";
        switch (before.Result, after.Result)
        {
            case (null, { } added):
                changes.Breaking("response-body-added", location, $"{before.Subject} returns {added.Type} where it returned nothing: compiled code no longer finds the method until it is compiled again.");
                break;
            case ({ } removed, null):
                changes.Breaking("response-body-removed", location, $"{before.Subject} returns nothing where it returned {removed.Type}: code that uses the result no longer compiles, and older versions fail to read an empty answer.");
                break;
            case ({ } was, { } now):
                if (was.MediaTypes != now.MediaTypes)
                    changes.Informational("response-media-type-changed", location, $"The result is {now.MediaTypes} instead of {was.MediaTypes}: older versions may fail to read it, and whether its C# type is another one the public surface shows.");
                schemas.Compare(new(SiteKind.Response, location, "The result", WasSent: false, IsSent: false, IsMandatory: true), was, now);
                break;
        }
    }

    private void CompareStatuses()
    {
        var location = $"{before.Location} response";
        foreach (var status in before.Responses.Keys.Except(after.Responses.Keys))
            changes.Informational("response-status-removed", $"{location} {status}", $"The service is no longer said to answer {Show(status)}: code compiles and runs as before.");
        foreach (var status in after.Responses.Keys.Except(before.Responses.Keys))
            changes.Informational("response-status-added", $"{location} {status}", $"The service can answer {Show(status)}: code compiles as before, and {(status.StartsWith('2') ? "takes it as a success" : "meets it as an exception in any case")}.");
        foreach (var status in before.Responses.Keys.Intersect(after.Responses.Keys).Where(status => status != before.SuccessStatus && status != after.SuccessStatus))
        {
            var (was, now) = (before.Responses[status]?.Type ?? "nothing", after.Responses[status]?.Type ?? "nothing");
            if (was != now)
                changes.Informational("error-body-changed", $"{location} {status}", $"The body of the answer {Show(status)} is {now} instead of {was}: code compiles as before, and what an exception tells of it can differ.");
        }
    }

    private void ComparePresence(string kind, string location, string subject, bool wasRequired, bool isRequired)
    {
        if (!wasRequired && isRequired)
            changes.Breaking($"{kind}-became-required", location, $"{subject} is required: calls without it no longer compile, and the service may refuse those of older versions.");
        else if (wasRequired && !isRequired)
            changes.Compatible($"{kind}-became-optional", location, $"{subject} can be left out: calls that give it run as before, and whether they compile as before the public surface shows.");
    }

    private string LocationOf(ParameterView parameter) => $"{before.Location} {parameter.In} {parameter.Name}";

    private static string? Tag(OperationView operation) => operation.Definition["tags"].Texts().FirstOrDefault();

    private static string Show(string status) => status is "default" ? "other statuses" : $"HTTP {status}";
}
