namespace Iterable.Generated.Testing;

/// <summary>The storage that keeps the files of export jobs. It knows links and no keys.</summary>
internal sealed class ExportStorage(ExportJobQueue jobs)
{
    public void Listen(Uri address) => jobs.Links.Listen(address);

    public Answer Answer(IterableTestRequest request)
    {
        if (jobs.Links.Check(request) is { } refusal)
            return refusal;

        // A path that is signed is one that was handed out.
        var segments = request.Path.Split('/');
        lock (jobs.Gate)
        {
            if (jobs.FindFile(long.Parse(segments[^2], System.Globalization.CultureInfo.InvariantCulture), Uri.UnescapeDataString(segments[^1])) is not var (job, file))
                return TextAnswer.StorageError(404, "NoSuchKey", "The specified key does not exist.");

            file.Downloads++;
            var rows = job.Request.Query.RowsFrom(file.Start).Select(row => row.Row).Take((int)file.Records);
            return new StreamAnswer(job.Request.Text.ContentType, job.Request.Text.Write(rows), file.Length);
        }
    }
}
