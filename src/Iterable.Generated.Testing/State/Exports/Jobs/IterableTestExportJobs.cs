using System.Collections;

namespace Iterable.Generated.Testing;

/// <summary>
/// The export jobs of a test project, oldest first. Enumerating them gives those of that moment. A job goes on each time its files are
/// asked for, and once for each minute of the server's clock: it waits, then runs and makes files, then is completed.
/// </summary>
/// <remarks>
/// Four jobs run at a time, whatever project of the server they belong to; others wait. What goes wrong while a file is fetched is ordered
/// with <see cref="IterableTestFaults.ForExportFiles" />.
/// </remarks>
public sealed class IterableTestExportJobs : IEnumerable<IterableTestExportJob>
{
    private readonly ProjectState _state;

    internal IterableTestExportJobs(ProjectState state) => _state = state;

    /// <summary>How many there are.</summary>
    public int Count => Snapshot().Length;

    /// <summary>The most bytes of a file. Jobs keep what they were started with.</summary>
    /// <value>The default is 10,000,000. A record that is larger is a file of its own.</value>
    public int MaxFileSize
    {
        get => Read().MaxFileSize;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Change(settings => settings with { MaxFileSize = value });
        }
    }

    /// <summary>The most files a job makes each time it goes on. Jobs keep what they were started with.</summary>
    /// <value>The default is 10, as many as are on a page.</value>
    public int FilesPerStep
    {
        get => Read().FilesPerStep;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Change(settings => settings with { FilesPerStep = value });
        }
    }

    /// <summary>The bytes at which a job is cut: it is completed then, and says that it was truncated. Jobs keep what they were started with.</summary>
    /// <value>The default is 100,000,000,000.</value>
    public long TruncateAt
    {
        get => Read().TruncateAt;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Change(settings => settings with { TruncateAt = value });
        }
    }

    /// <summary>How long a link to a file is good for, on the server's clock, in whole seconds. Jobs keep what they were started with.</summary>
    /// <value>The default is 30 minutes.</value>
    public TimeSpan LinkLifetime
    {
        get => Read().LinkLifetime;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            Change(settings => settings with { LinkLifetime = value });
        }
    }

    /// <summary>Starts a job of the project's records, as a call would.</summary>
    /// <param name="dataTypeName">The type of data, for example <c>emailOpen</c>.</param>
    /// <param name="format">The form of its files.</param>
    /// <returns>The id of the job.</returns>
    public long Add(string dataTypeName, ExportFormat format = ExportFormat.Ndjson)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataTypeName);
        lock (_state.Gate)
        {
            var query = new ExportQuery(_state, dataType: dataTypeName, ExportPeriod.All, only: [], omit: [], campaignId: null);
            var text = format == ExportFormat.Csv ? ExportText.Csv(query, delimiter: null) : ExportText.Ndjson;
            lock (_state.ExportJobs.Gate)
                return _state.ExportJobs.Start(new ExportRequest(dataTypeName, ExportPeriod.All, query, text)).Id;
        }
    }

    /// <summary>Finds a job.</summary>
    /// <param name="jobId">The id of the job.</param>
    /// <returns>The job, or <see langword="null" />.</returns>
    public IterableTestExportJob? Find(long jobId) => Snapshot().FirstOrDefault(job => job.Id == jobId);

    /// <summary>
    /// Orders a restart: the next job that is started goes back to <c>enqueued</c> when it has made some files, which it keeps. Orders are
    /// for one job each, in the order they were given.
    /// </summary>
    /// <param name="afterFiles">How many files it makes before.</param>
    /// <param name="times">How often it goes back in all.</param>
    public void RestartNext(int afterFiles = 1, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterFiles);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Plan(new ExportJobPlan(afterFiles, Fails: false, times), jobs: 1);
    }

    /// <summary>Orders a failure: the next jobs that are started fail when they have made some files. Orders are for one job each, in the order they were given.</summary>
    /// <param name="afterFiles">How many files each makes before.</param>
    /// <param name="jobs">How many jobs fail.</param>
    public void FailNext(int afterFiles = 0, int jobs = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterFiles);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        Plan(new ExportJobPlan(afterFiles, Fails: true, Restarts: 0), jobs);
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestExportJob> GetEnumerator() => ((IEnumerable<IterableTestExportJob>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IterableTestExportJob[] Snapshot()
    {
        lock (_state.ExportJobs.Gate)
            return [.. _state.ExportJobs.All.Select(job => new IterableTestExportJob(job))];
    }

    private ExportJobSettings Read()
    {
        lock (_state.ExportJobs.Gate)
            return _state.ExportJobs.Settings;
    }

    private void Change(Func<ExportJobSettings, ExportJobSettings> change)
    {
        lock (_state.ExportJobs.Gate)
            _state.ExportJobs.Settings = change(_state.ExportJobs.Settings);
    }

    private void Plan(ExportJobPlan plan, int jobs)
    {
        lock (_state.ExportJobs.Gate)
        {
            for (var i = 0; i < jobs; i++)
                _state.ExportJobs.Plan(plan);
        }
    }
}
