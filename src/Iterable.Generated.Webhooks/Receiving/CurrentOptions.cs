using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Iterable.Generated;

/// <summary>The options of an endpoint as the configuration has them now. While those cannot be used, the last good ones stay, and a warning says so once.</summary>
internal sealed class CurrentOptions<TOptions>(IOptionsMonitor<TOptions> monitor, string name, ILogger logger)
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

    public Checked Get(string endpoint)
    {
        try
        {
            var current = monitor.Get(name);
            if (!ReferenceEquals(current, _last.Options))
                _last = new(current);
            _fault = null;
        }
        catch (Exception e)
        {
            // What sets options is code of the application too, and can throw anything.
            if (Interlocked.Exchange(ref _fault, e.Message) == e.Message)
                return _last;

            logger.ReloadRefused(endpoint, e switch
            {
                OptionsValidationException => e.Message,
                InvalidOperationException => "The section has what is no option, or a value that is none of its option.",
                _ => $"Setting them has failed ({e.GetType().FullName}).",
            });
        }

        return _last;
    }
}
