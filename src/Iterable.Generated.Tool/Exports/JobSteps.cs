namespace Iterable.Generated.Tool.Exports;

/// <summary>
/// Exports a period in jobs that run at the service. The files of a job count when all of them are there; until then they are listed with the job, so
/// that a run goes on with the next one. A job that failed is given up with its parts and started anew; one that was cut is exported again in halves.
/// </summary>
internal static class JobSteps
{
    private const int MaxFailures = 4;

    public static async Task RunAsync(ExportSteps steps, string type, TypeRun run, CancellationToken cancellationToken)
    {
        var size = TimeSpan.MaxValue;
        for (var failures = 0; run.Next < run.End;)
        {
            var unreadable = 0L;
            try
            {
                using var job = await TakeUpAsync(steps, type, run, size, () => unreadable++, cancellationToken).ConfigureAwait(false);
                await FetchAsync(steps, type, run, job, () => unreadable++, cancellationToken).ConfigureAwait(false);
                steps.Report.Unreadable(type, unreadable);
                failures = 0;
            }
            catch (ExportTruncatedException e) when (run.Job!.End - run.Job.Start > TimeSpan.FromSeconds(1))
            {
                size = TimeSpan.FromSeconds(Math.Floor((run.Job.End - run.Job.Start).TotalSeconds / 2));
                await GiveUpAsync(steps, run, cancellationToken).ConfigureAwait(false);
                steps.Report.Say(type, $"job {e.JobId} was cut at 100 GB; its window is exported again in halves");
            }
            catch (IterableException e) when (IsOfTheJob(e) && ++failures < MaxFailures)
            {
                steps.Report.Broke(type, e);
                await GiveUpAsync(steps, run, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<ExportJob> TakeUpAsync(ExportSteps steps, string type, TypeRun run, TimeSpan size, Action unreadable, CancellationToken cancellationToken)
    {
        var options = new ExportJobOptions
        {
            TimeProvider = steps.Time,
            OnUnreadableRecord = _ => unreadable(),
            // Several jobs share one question a second, which the client sees to; a job that is asked for less often only ends later.
            LongestPause = TimeSpan.FromSeconds(8),
        };
        if (run.Job is { } running)
            return steps.Iterable.Export.ResumeJob(ExportJobCheckpoint.Parse(running.Checkpoint), options);

        var recent = steps.Request.Period.RecentFrom(run.End < steps.Place.Manifest.Run!.Began ? run.End : steps.Place.Manifest.Run.Began);
        var limit = run.Next < recent && recent < run.End ? recent : run.End;
        var end = limit - run.Next < size ? limit : run.Next + size;
        var job = await steps.Iterable.Export.StartJobAsync(steps.Request.Query(type, run.Next, end), options, cancellationToken).ConfigureAwait(false);
        await steps.Place.ChangeAsync(_ => run.Job = new JobRun { Start = run.Next, End = end, Checkpoint = job.Checkpoint.ToString() }, cancellationToken).ConfigureAwait(false);
        steps.Report.Say(type, $"job {job.Id} runs for {run.Next:u} to {end:u}");
        return job;
    }

    private static async Task FetchAsync(ExportSteps steps, string type, TypeRun run, ExportJob job, Action unreadable, CancellationToken cancellationToken)
    {
        var running = run.Job!;
        var number = running.Parts.Count;
        var options = new ExportDownloadOptions { CheckRecords = !steps.Place.ReadsRecords };
        await foreach (var file in job.ReadFilesAsync(cancellationToken).ConfigureAwait(false))
        {
            var part = await steps.Place.AddAsync(
                type, running.Start, running.End, ++number, target => file.DownloadAsync(target, options, cancellationToken), unreadable, part =>
                {
                    if (part.Records > 0)
                        running.Parts.Add(part);
                    running.Checkpoint = file.Checkpoint.ToString();
                }, cancellationToken).ConfigureAwait(false);
            steps.Report.Made(type, part, run);
        }

        await steps.Place.ChangeAsync(_ =>
        {
            run.Parts.AddRange(running.Parts);
            run.Next = running.End;
            run.Job = null;
        }, cancellationToken).ConfigureAwait(false);
    }

    private static Task GiveUpAsync(ExportSteps steps, TypeRun run, CancellationToken cancellationToken) => steps.Place.ChangeAsync(_ => run.Job = null, cancellationToken);

    // The job is at fault, or is not there any more.
    private static bool IsOfTheJob(IterableException failure) => failure is ExportJobFailedException or IterableNotFoundException;
}
