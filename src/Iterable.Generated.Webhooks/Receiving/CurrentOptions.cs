using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Iterable.Generated;

/// <summary>The options of an endpoint as the configuration has them now. While those cannot be used, the last good ones stay, and a warning says so once.</summary>
internal sealed class CurrentOptions<TOptions>(IOptionsMonitor<TOptions> monitor, string name, string endpoint, ILogger logger)
    where TOptions : IterableEndpointOptions
{
    private volatile Checked _last = new(monitor.Get(name));
    private string? _fault;

    /// <summary>Options, and what follows from them.</summary>
    public sealed class Checked(TOptions options)
    {
        public TOptions Options { get; } = options;

        public Credentials Credentials { get; } = new(options);
    }

    public Checked Get()
    {
        try
        {
            var current = monitor.Get(name);
            if (!ReferenceEquals(current, _last.Options))
                _last = new(current);
            _fault = null;
        }
        catch (Exception e) when (e is OptionsValidationException or InvalidOperationException)
        {
            if (Interlocked.Exchange(ref _fault, e.Message) != e.Message)
                logger.ReloadRefused(endpoint, e is OptionsValidationException ? e.Message : "The section has what is no option, or a value that is none of its option.");
        }

        return _last;
    }
}
