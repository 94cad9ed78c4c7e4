using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Export jobs: to start them, to list them, to ask for their files, to cancel them.</summary>
internal static class ExportJobBehaviours
{
    private const int FilesPerPage = 10;

    public static void Register(BehaviourTable table)
    {
        table.On("startExport", Start);
        table.On("listExportJobs", List);
        table.On("getExportFiles", Files);
        table.On("cancelExport", Cancel);
    }

    private static Answer Start(ApiCall call)
    {
        var request = Request(call);
        lock (call.State.ExportJobs.Gate)
            return call.Json(new JObject { ["jobId"] = call.State.ExportJobs.Start(request).Id, ["message"] = "Export job enqueued" });
    }

    private static ExportRequest Request(ApiCall call)
    {
        var body = call.Body;
        var dataType = ExportBehaviours.DataType(call.Operation.Body!.Properties["dataTypeName"], (string)body["dataTypeName"]!);
        var period = ExportPeriod.OfJob((DateTimeOffset?)body["startDateTime"], (DateTimeOffset?)body["endDateTime"]);
        var query = new ExportQuery(call.State, dataType, period, Names(body["onlyFields"]), Names(body["omitFields"]), (long?)body["campaignId"]);
        var text = (string)body["outputFormat"]! == ExportOutputFormat.Csv.Value ? ExportText.Csv(query, (string?)body["delimiter"]) : ExportText.Ndjson;
        return new ExportRequest(dataType, period, query, text);
    }

    private static string[] Names(JToken? list) => ((string?)list)?.Split(',') ?? [];

    private static Answer List(ApiCall call)
    {
        var state = call.Parameters.Text("jobState");
        lock (call.State.ExportJobs.Gate)
        {
            var jobs = call.State.ExportJobs.All.Where(job => state is null || job.State.Value == state);
            return call.Json(new JObject { ["jobs"] = new JArray(jobs.Select(Details)) });
        }
    }

    private static JObject Details(ExportJobRecord job)
    {
        var details = new JObject
        {
            ["id"] = job.Id,
            ["dataTypeName"] = job.Request.DataType,
            ["jobState"] = job.State.Value,
            ["scheduledStartTime"] = job.StartedAt,
            ["bytesExported"] = job.BytesExported,
        };
        details.SetIfAny("endTime", job.EndedAt);
        return details;
    }

    private static Answer Files(ApiCall call)
    {
        var jobs = call.State.ExportJobs;
        var startAfter = call.Parameters.Text("startAfter");
        lock (jobs.Gate)
        {
            var job = jobs.Ask(call.Parameters.Integer("jobId")!.Value) ?? throw NoJob(call);
            var page = job.Files.Where(file => string.CompareOrdinal(file.Name, startAfter) > 0).Take(FilesPerPage);
            return call.Json(new JObject
            {
                ["jobId"] = job.Id,
                ["jobState"] = job.State.Value,
                ["exportTruncated"] = job.IsTruncated,
                ["files"] = new JArray(page.Select(file => new JObject { ["file"] = file.Name, ["url"] = jobs.Link(job, file) })),
            });
        }
    }

    private static Answer Cancel(ApiCall call)
    {
        lock (call.State.ExportJobs.Gate)
        {
            var job = call.State.ExportJobs.Find(call.Parameters.Integer("jobId")!.Value) ?? throw NoJob(call);
            job.Cancel();
            return call.Success();
        }
    }

    private static Refusal NoJob(ApiCall call) => Refusal.NotFound($"Export job {call.Parameters.Integer("jobId")} not found");
}
