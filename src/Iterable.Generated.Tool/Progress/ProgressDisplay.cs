using System.Globalization;
using Iterable.Generated.Tool.Hosting;
using Spectre.Console;

namespace Iterable.Generated.Tool.Progress;

/// <summary>The bars that a person sees while a command works. They go to the error output, and leave lines alone.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(250);

    /// <summary>Does the work, with bars beside it where a person looks.</summary>
    /// <param name="host">The terminal.</param>
    /// <param name="work">The work, which is given what takes the lines.</param>
    /// <returns>What the work returned.</returns>
    public static Task<T> RunAsync<T>(ToolHost host, Func<ProgressReport, Task<T>> work)
    {
        if (!host.IsErrorTerminal)
            return work(new ProgressReport(host.Error.WriteLine));

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = host.UsesColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        var report = new ProgressReport(line => console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{line}"));
        return console.Progress()
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(bars => FollowAsync(bars, report, work(report), host.Time));
    }

    private static async Task<T> FollowAsync<T>(ProgressContext bars, ProgressReport report, Task<T> work, TimeProvider time)
    {
        var start = time.GetTimestamp();
        var shown = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
        while (true)
        {
            var isOver = work.IsCompleted;
            foreach (var (name, progress) in report.Bars)
            {
                if (!shown.TryGetValue(name, out var bar))
                    shown[name] = bar = bars.AddTask(Markup.Escape(name), maxValue: 1);
                bar.Value = progress.Fraction;
                bar.Description = Markup.Escape(Description(name, progress, time.GetElapsedTime(start)));
            }

            if (isOver)
                break;

            using var pause = new CancellationTokenSource();
            await Task.WhenAny(work, Task.Delay(Often, time, pause.Token)).ConfigureAwait(false);
            await pause.CancelAsync().ConfigureAwait(false);
        }

        return await work.ConfigureAwait(false);
    }

    private static string Description(string name, BarProgress progress, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        return FormattableString.Invariant($"{name} {ProgressReport.Counted(progress.Records)} {(progress.Bytes > 0 ? $"{ProgressReport.Size(progress.Bytes)} " : "")}({progress.Records / seconds:N0}/s)");
    }
}
