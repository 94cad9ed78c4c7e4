using System.Runtime.InteropServices;

namespace Iterable.Generated.Tool.Hosting;

/// <summary>
/// Turns Ctrl+C and SIGTERM into a token. A command that does not end within a second is ended: all it writes is made so that it may be. A second
/// signal ends it at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeProvider _time;
    private readonly Action<int> _exit;
    private readonly PosixSignalRegistration[] _registrations;
    private ITimer? _end;

    public StopSignals(TimeProvider time, Action<int> exit)
    {
        (_time, _exit) = (time, exit);
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    public CancellationToken Token => _stopping.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _end?.Dispose();
        _stopping.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        if (_stopping.IsCancellationRequested)
            return;

        context.Cancel = true;
        _end = _time.CreateTimer(_ => _exit(ExitCode.Interrupted), null, Patience, Timeout.InfiniteTimeSpan);
        _stopping.Cancel();
    }
}
