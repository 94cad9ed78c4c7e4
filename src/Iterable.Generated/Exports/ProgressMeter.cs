namespace Iterable.Generated;

/// <summary>Tells how far the reading of a body has come: each megabyte, and at its end.</summary>
internal sealed class ProgressMeter(ExportBody body, IProgress<ExportProgress>? progress)
{
    private const int Interval = 1024 * 1024;

    private long _next = Interval;

    public void Tell()
    {
        if (body.BytesRead < _next)
            return;

        _next = body.BytesRead + Interval;
        TellNow();
    }

    public void TellNow() => progress?.Report(new ExportProgress(body.RecordsRead, body.BytesRead));
}
