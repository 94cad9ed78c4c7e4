using System.Globalization;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Exports;

/// <summary>
/// A run of an export, from its beginning or from where an earlier one came to. What was exported of the same time before stays until the new is whole, and goes
/// then: a record is in one part, however often it was exported.
/// </summary>
internal sealed class ExportRun(ExportSteps steps)
{
    // More than this in the rest of a period is for a job: calls of their own are four a minute, and break when they are long.
    private const long LargeRest = 256 * 1024 * 1024;

    // As many jobs as the service runs at a time for an organization.
    private const int AtATime = 4;

    private readonly Lock _lock = new();
    private DateTimeOffset? _answered;

    /// <exception cref="ToolException">There is an unfinished run of another command, or a type could not be exported.</exception>
    /// <returns>What was exported, also by the runs that it goes on with.</returns>
    public async Task<ManifestRun> RunAsync(CancellationToken cancellationToken)
    {
        var run = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await steps.Place.RemoveOrphansAsync(steps.Request.Types, cancellationToken).ConfigureAwait(false);
        using var turns = new SemaphoreSlim(AtATime);
        var failures = await Task.WhenAll(run.Types.Select(type => RunGuardedAsync(type.Key, type.Value, turns, cancellationToken))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var failed = failures.OfType<string>().ToList();
        if (failed.Count > 0)
            throw new ToolException($"{string.Join(Environment.NewLine, failed)}{Environment.NewLine}What is done stays; the same command goes on from there.");

        await steps.Place.ChangeAsync(manifest => Finish(manifest, run), cancellationToken).ConfigureAwait(false);
        return run;
    }

    private async Task<ManifestRun> BeginAsync(CancellationToken cancellationToken)
    {
        var (place, request) = (steps.Place, steps.Request);
        if (place.Manifest.Run is { } unfinished && !request.Restarts)
        {
            if (unfinished.Asked == request.Asked)
            {
                steps.Report.GoesOn(unfinished);
                return unfinished;
            }

            // Such as one that was mistyped, and refused.
            if (unfinished.HasResults)
                throw ToolException.Usage($"There is an unfinished export: {unfinished.Asked}. Give that command again to go on with it, or --restart to give it up.");
        }

        var now = steps.Time.GetUtcNow();
        var run = new ManifestRun { Asked = request.Asked, Began = now };
        foreach (var type in request.Types)
        {
            var before = place.Manifest.Types.GetValueOrDefault(type);
            var (start, end) = request.Period.At(now, before?.To);
            (start, end) = Widened(start, end, before?.Parts ?? []);
            run.Types[type] = new TypeRun { Start = start, End = end, Next = start };
        }

        await place.ChangeAsync(manifest => manifest.Run = run, cancellationToken).ConfigureAwait(false);
        return run;
    }

    // A part that lies across an end of the period is exported again as a whole: part of it cannot be replaced.
    private static (DateTimeOffset Start, DateTimeOffset End) Widened(DateTimeOffset start, DateTimeOffset end, List<ExportedPart> parts)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var part in parts.Where(part => part.Start < end && start < part.End && (part.Start < start || end < part.End)))
                (start, end, changed) = (part.Start < start ? part.Start : start, end < part.End ? part.End : end, true);
        }

        return (start, end);
    }

    private async Task<string?> RunGuardedAsync(string type, TypeRun run, SemaphoreSlim turns, CancellationToken cancellationToken)
    {
        try
        {
            await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await RunAsync(type, run, cancellationToken).ConfigureAwait(false);
                return null;
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is IterableException or IOException or UnauthorizedAccessException or ToolException)
        {
            return $"{type}: {e.Message}";
        }
    }

    private async Task RunAsync(string type, TypeRun run, CancellationToken cancellationToken)
    {
        if (run.IsDone)
            return;

        var watched = steps with { Iterable = steps.Iterable.With(new IterableCallOptions { OnResponse = Answered }) };
        var usesJobs = run.Job is not null || steps.Request.How == "jobs";
        if (!usesJobs && !await WindowSteps.RunAsync(watched, type, run, IsTooLarge, cancellationToken).ConfigureAwait(false))
        {
            steps.Report.Say(type, "the rest is large, and is exported by jobs");
            usesJobs = true;
        }

        if (usesJobs)
            await JobSteps.RunAsync(watched, type, run, cancellationToken).ConfigureAwait(false);
        await steps.Place.ChangeAsync(_ => run.IsDone = true, cancellationToken).ConfigureAwait(false);
        steps.Report.Done(type);
    }

    private bool IsTooLarge(TypeRun run, long bytes, TimeSpan window) =>
        steps.Request.How == "auto" && bytes / window.TotalSeconds * (run.End - run.Next).TotalSeconds > LargeRest;

    // The clock of this machine can be ahead. What comes after the first answer, by the clock of the service, was yet to come all the same.
    private void Answered(IterableResponseInfo response)
    {
        if (!response.Headers.TryGetValue("Date", out var dates) || !DateTimeOffset.TryParse(dates[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return;

        lock (_lock)
            _answered = _answered < time ? _answered : time;
    }

    private void Finish(Manifest manifest, ManifestRun finished)
    {
        foreach (var (type, run) in finished.Types)
        {
            if (!manifest.Types.TryGetValue(type, out var exported))
                manifest.Types[type] = exported = new ExportedType();
            exported.Parts.RemoveAll(part => part.Start < run.End && run.Start < part.End);
            exported.Parts.AddRange(run.Parts);
            exported.Parts.Sort((one, other) => string.CompareOrdinal(one.File, other.File));
            var until = new[] { run.End, finished.Began, _answered ?? finished.Began }.Min();
            exported.To = exported.To < until ? until : exported.To;
        }

        manifest.Run = null;
    }
}
