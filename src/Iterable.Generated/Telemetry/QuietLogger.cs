using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>A logger of the application. An exception of it costs nobody the answer that it is told of.</summary>
internal sealed class QuietLogger(ILoggerFactory factory, string category) : ILogger
{
    private readonly ILogger _logger = factory.CreateLogger(category);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return _logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            _logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // The caller asked for a call, not for its log; and where else could this be told?
        }
    }
}
