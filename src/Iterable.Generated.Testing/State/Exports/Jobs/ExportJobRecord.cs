using System.Text;

namespace Iterable.Generated.Testing;

/// <summary>One export job. It goes on in steps: each makes some files, until there are no more records. All of it is used under the gate of the queue.</summary>
internal sealed class ExportJobRecord(long id, long projectId, ExportRequest request, ExportJobSettings settings, ExportJobPlan? plan, DateTimeOffset startedAt)
{
    private readonly List<ExportJobFileRecord> _files = [];
    private ExportPosition _position;
    private int _restarts = plan?.Restarts ?? 0;
    private bool _isCut;

    public long Id => id;

    public long ProjectId => projectId;

    public ExportRequest Request => request;

    public ExportJobSettings Settings => settings;

    public DateTimeOffset StartedAt => startedAt;

    public DateTimeOffset? EndedAt { get; private set; }

    public ExportJobState State { get; private set; } = ExportJobState.Enqueued;

    public IReadOnlyList<ExportJobFileRecord> Files => _files;

    public long BytesExported { get; private set; }

    /// <summary>Whether the job ended before its records did. A job that runs does not say it.</summary>
    public bool IsTruncated => _isCut && State == ExportJobState.Completed;

    public bool IsActive => EndedAt is null;

    /// <summary>Lets a job that waits run.</summary>
    public void Begin() => State = ExportJobState.Running;

    public void Cancel()
    {
        if (IsActive)
            State = ExportJobState.Cancelling;
    }

    /// <summary>Goes on: makes files, ends, or does what was ordered to go wrong.</summary>
    public void Step(DateTimeOffset now)
    {
        if (State == ExportJobState.Cancelling)
            End(ExportJobState.Cancelled, now);
        if (State != ExportJobState.Running)
            return;

        if (plan is { } order && _files.Count >= order.AfterFiles)
        {
            if (order.Fails)
            {
                End(ExportJobState.Failed, now);
                return;
            }

            if (_restarts > 0)
            {
                _restarts--;
                State = ExportJobState.Enqueued;
                return;
            }
        }

        var before = _files.Count;
        while (_files.Count - before < settings.FilesPerStep && !IsAtOrder() && TryMakeFile())
        {
        }

        // That it is done is known a step after its last file.
        if (_files.Count == before)
            End(ExportJobState.Completed, now);
    }

    // An order happens after exactly as many files as it says.
    private bool IsAtOrder() => plan is { } order && _files.Count == order.AfterFiles && (order.Fails || _restarts > 0);

    private void End(ExportJobState state, DateTimeOffset now) => (State, EndedAt) = (state, now);

    private bool TryMakeFile()
    {
        var (length, records, end) = ((long)request.Text.HeaderLength, 0L, _position);
        foreach (var (next, row) in _isCut ? [] : request.Query.RowsFrom(_position))
        {
            var size = Encoding.UTF8.GetByteCount(request.Text.Line(row));
            if (BytesExported + length + size > settings.TruncateAt)
            {
                _isCut = true;
                break;
            }

            if (records > 0 && length + size > settings.MaxFileSize)
                break;

            (length, records, end) = (length + size, records + 1, next);
        }

        if (records == 0)
            return false;

        // Names are times, in the order of which the files stand.
        var number = Math.Max(0, startedAt.ToUnixTimeMilliseconds()) + _files.Count;
        _files.Add(new ExportJobFileRecord(FormattableString.Invariant($"file-{number:D13}.{request.Text.Extension}"), _position, records, length));
        BytesExported += length;
        _position = end;
        return true;
    }
}
