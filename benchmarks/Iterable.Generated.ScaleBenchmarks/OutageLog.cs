using Microsoft.Extensions.Logging;

namespace Iterable.Generated.ScaleBenchmarks;

/// <summary>A log that counts how often the store of the limits was away.</summary>
internal sealed class OutageLog : ILoggerFactory, ILogger
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "StoreAway")
            Interlocked.Increment(ref _count);
    }

    public void Dispose()
    {
    }
}
