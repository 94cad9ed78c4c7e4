namespace Iterable.Generated.Testing;

/// <summary>The jobs of one project, and how those it starts are to run. Its members are used under its gate.</summary>
internal sealed class ProjectExportJobs(ExportJobQueue queue, long projectId)
{
    private readonly Queue<ExportJobPlan> _plans = new();

    public Lock Gate => queue.Gate;

    public ExportJobSettings Settings { get; set; } = new();

    public IReadOnlyList<ExportJobRecord> All => queue.Of(projectId);

    public ExportJobRecord Start(ExportRequest request) => queue.Start(projectId, request, Settings, _plans.TryDequeue(out var plan) ? plan : null);

    public ExportJobRecord? Find(long jobId) => queue.Find(projectId, jobId);

    public ExportJobRecord? Ask(long jobId) => queue.Ask(projectId, jobId);

    public string Link(ExportJobRecord job, ExportJobFileRecord file) => queue.Links.Sign(job.Id, file.Name, job.Settings.LinkLifetime);

    public void Plan(ExportJobPlan plan) => _plans.Enqueue(plan);
}
