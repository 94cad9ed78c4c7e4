using Iterable.Generated;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The API key as the configuration has it now. While what it has cannot be used, the last key stays in use, and a warning says so once.</summary>
internal sealed partial class CurrentApiKey(IOptionsMonitor<IterableClientOptions> monitor, string name, ILogger logger)
{
    private volatile string _last = monitor.Get(name).ApiKey;
    private string? _fault;

    public ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            _last = monitor.Get(name).ApiKey;
            _fault = null;
        }
        catch (Exception e)
        {
            // What sets options is code of the application too, and can throw anything.
            if (Interlocked.Exchange(ref _fault, e.Message) != e.Message)
                Tell(e is OptionsValidationException ? e.Message : $"Setting them has failed ({e.GetType().FullName}).");
        }

        return new(_last);
    }

    private void Tell(string fault)
    {
        try
        {
            Refused(logger, fault);
        }
        catch (Exception)
        {
            // A call needs the key, not the log of it.
        }
    }

    [LoggerMessage(101, LogLevel.Warning, "The configuration has changed to options that cannot be used; the last good ones stay in use. {Fault}", EventName = "ReloadRefused")]
    private static partial void Refused(ILogger logger, string fault);
}
