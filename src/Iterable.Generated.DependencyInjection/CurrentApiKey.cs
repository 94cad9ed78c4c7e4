using Iterable.Generated;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The API key as the configuration has it now. While it has none that can be right, the last one stays in use.</summary>
internal sealed class CurrentApiKey(IOptionsMonitor<IterableClientOptions> monitor, string name)
{
    private volatile string _last = monitor.Get(name).ApiKey;

    public ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            _last = monitor.Get(name).ApiKey;
        }
        catch (OptionsValidationException)
        {
        }

        return new(_last);
    }
}
