namespace Iterable.Generated.Testing;

/// <summary>
/// The jobs of an organization: four run at a time, the others wait in the order they were started. A job goes on a step each time it is
/// asked about, and one for each minute of the server's clock. Its members are used under its gate.
/// </summary>
internal sealed class ExportJobQueue(IterableTestClock clock)
{
    private const int MostRunning = 4;

    private static readonly TimeSpan StepTime = TimeSpan.FromMinutes(1);

    private readonly List<ExportJobRecord> _jobs = [];
    private long _caughtUp;
    private long _lastId = 3000;

    /// <summary>May be taken while the gate of a project is held, not the other way round.</summary>
    public Lock Gate { get; } = new();

    public ExportLinks Links { get; } = new(clock);

    public ExportJobRecord Start(long projectId, ExportRequest request, ExportJobSettings settings, ExportJobPlan? plan)
    {
        CatchUp();
        var job = new ExportJobRecord(++_lastId, projectId, request, settings, plan, clock.GetUtcNow());
        _jobs.Add(job);
        return job;
    }

    /// <summary>The jobs of a project, oldest first.</summary>
    public IReadOnlyList<ExportJobRecord> Of(long projectId)
    {
        CatchUp();
        return _jobs.FindAll(job => job.ProjectId == projectId);
    }

    public ExportJobRecord? Find(long projectId, long jobId) => Of(projectId).FirstOrDefault(job => job.Id == jobId);

    /// <summary>The file of a name, of whatever project.</summary>
    public (ExportJobRecord Job, ExportJobFileRecord File)? FindFile(long jobId, string name)
    {
        var job = _jobs.Find(candidate => candidate.Id == jobId);
        return job?.Files.FirstOrDefault(file => file.Name == name) is { } found ? (job, found) : null;
    }

    /// <summary>Finds a job that somebody asks about, which makes it go on.</summary>
    public ExportJobRecord? Ask(long projectId, long jobId)
    {
        var job = Find(projectId, jobId);
        LetIn();
        job?.Step(clock.GetUtcNow());
        return job;
    }

    private void LetIn()
    {
        var free = MostRunning - _jobs.Count(job => job.IsActive && job.State != ExportJobState.Enqueued);
        foreach (var job in _jobs.Where(job => job.State == ExportJobState.Enqueued).Take(free).ToArray())
            job.Begin();
    }

    private void CatchUp()
    {
        var now = clock.GetTimestamp();
        var steps = clock.GetElapsedTime(_caughtUp, now).Ticks / StepTime.Ticks;
        _caughtUp = _jobs.Exists(job => job.IsActive) ? _caughtUp + (steps * StepTime.Ticks) : now;
        for (; steps > 0 && _jobs.Exists(job => job.IsActive); steps--)
        {
            LetIn();
            foreach (var job in _jobs)
                job.Step(clock.GetUtcNow());
        }
    }
}
