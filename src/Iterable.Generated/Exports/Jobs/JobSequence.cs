using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>
/// Exports a period in jobs, each of which is handed out when it is known to hold all of its window. What a job lacks that was cut cannot
/// be known, since records come in no order: none of its files may be handed out before.
/// </summary>
internal sealed class JobSequence(Func<ExportQuery, CancellationToken, Task<ExportJob>> start, ExportQuery query, ExportJobOptions options, ExportAttempts attempts)
{
    private static readonly TimeSpan SmallestWindow = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<ExportJob> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var size = options.Window ?? TimeSpan.MaxValue;
        for (var next = query.Start!.Value; next < query.End;)
        {
            var left = query.End!.Value - next;
            var window = query.WithWindow(next, next + (left < size ? left : size));
            var (job, isTruncated) = await CompleteAsync(window, cancellationToken).ConfigureAwait(false);
            using (job)
            {
                if (isTruncated)
                {
                    size = TimeSpan.FromSeconds(Math.Floor((window.End - window.Start)!.Value.TotalSeconds / 2));
                    continue;
                }

                yield return job;
                next = window.End!.Value;
            }
        }
    }

    private async Task<(ExportJob Job, bool IsTruncated)> CompleteAsync(ExportQuery window, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            var job = await start(window, cancellationToken).ConfigureAwait(false);
            try
            {
                var status = await job.WaitAsync(cancellationToken).ConfigureAwait(false);
                var isTruncated = status.IsTruncated && !options.AcceptTruncation;
                return isTruncated && window.End - window.Start <= SmallestWindow ? throw new ExportTruncatedException(job.Id) { Attempts = status.Attempts } : (job, isTruncated);
            }
            catch (ExportJobFailedException e) when (failures < options.MaxResubmissions && ExportJobStatus.IsFailure(e.State))
            {
                job.Dispose();
            }
            catch
            {
                job.Dispose();
                throw;
            }

            await attempts.WaitAsync(options.PauseAfter(failures), "the job failed and is started anew", cancellationToken).ConfigureAwait(false);
        }
    }
}
