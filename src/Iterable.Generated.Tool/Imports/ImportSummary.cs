using System.Text;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Imports.Kinds;
using Iterable.Generated.Tool.Imports.Mapping;
using Iterable.Generated.Tool.Imports.Places;
using Iterable.Generated.Tool.Progress;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports;

/// <summary>What became of the rows, for a person or for a program. Names of columns and fields are in it, and no value.</summary>
internal sealed class ImportSummary(ImportKind kind, ImportRequest request, ColumnMap map, BulkFieldCheck? check)
{
    /// <param name="tally">What became of them.</param>
    /// <param name="rejected">The file with those that were refused; null where there is none.</param>
    public string Of(Tally tally, string? rejected) => request.IsJson ? Json(tally, rejected).ToString(Formatting.None) : Text(tally, rejected);

    private JObject Json(Tally tally, string? rejected)
    {
        var json = new JObject
        {
            ["kind"] = kind.Name,
            ["dryRun"] = request.IsDryRun,
            ["rows"] = tally.Rows,
            ["accepted"] = tally.Accepted,
            ["acceptedWithoutFields"] = tally.WithoutFields,
            ["droppedFields"] = new JArray(tally.DroppedFields),
            ["refused"] = tally.Refused,
            ["reasons"] = new JObject(tally.Reasons.Select(reason => new JProperty(reason.Key, reason.Value.Count))),
            ["rejected"] = rejected,
        };
        if (request.IsDryRun)
        {
            json["columns"] = new JObject(map.Places.Select(column => new JProperty(column.Key, column.Value?.Name)));
            json["newFields"] = new JArray(check?.NewFields ?? []);
            json["datesAsText"] = new JArray(check?.DatesAsText ?? []);
        }

        return json;
    }

    private string Text(Tally tally, string? rejected)
    {
        var (sent, refused) = request.IsDryRun ? ("would be sent", "would be refused") : ("accepted", "refused");
        var text = new StringBuilder(FormattableString.Invariant($"{kind.Name}: {ProgressReport.Counted(tally.Rows, "row")}, {tally.Accepted:N0} {sent}, {tally.Refused:N0} {refused}"));
        foreach (var (reason, refusals) in tally.Reasons)
        {
            var lines = $"line{(refusals.Lines.Count == 1 ? "" : "s")} {string.Join(", ", refusals.Lines)}{(refusals.Count > refusals.Lines.Count ? ", ..." : "")}";
            text.Append(FormattableString.Invariant($"\n  {reason}: {refusals.Count:N0} ({lines}){(refusals.Details.Count == 0 ? "" : $": {string.Join("; ", refusals.Details)}")}"));
        }

        if (tally.WithoutFields > 0)
            text.Append(FormattableString.Invariant($"\n{ProgressReport.Counted(tally.WithoutFields)} without fields that the project does not know, which Iterable dropped: {string.Join(", ", tally.DroppedFields)}"));
        if (rejected is not null)
            text.Append($"\nWhat was refused is in {rejected}. Mend it there, and send it again:\n  itbl import {kind.Name} --retry {ShellWord.Of(rejected)}{string.Concat(request.Kept.Select(word => $" {ShellWord.Of(word)}"))}");
        if (request.IsDryRun)
            AddPlan(text);
        return text.ToString().Replace("\n", Environment.NewLine, StringComparison.Ordinal);
    }

    private void AddPlan(StringBuilder text)
    {
        foreach (var (column, place) in map.Places)
            text.Append($"\n  {column} -> {(place is null ? "left out" : place.Type is null ? place.Name : $"{place.Name} ({place.Type})")}");
        if (check?.NewFields is { Count: > 0 } added)
            text.Append($"\nFields that the project does not know yet: {string.Join(", ", added)}");
        if (check?.DatesAsText is { Count: > 0 } dates)
            text.Append($"\nFields with dates that Iterable would take for texts: {string.Join(", ", dates)}. Where they are no texts there, --type column=date makes dates of them.");
    }
}
