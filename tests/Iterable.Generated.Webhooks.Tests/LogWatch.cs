using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated.Tests;

/// <summary>Everything that is logged, at every level, with all values.</summary>
internal sealed class LogWatch : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string? Event, string Text)> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(" ", pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
        Entries.Enqueue((logLevel, eventId.Name, $"{formatter(state, exception)} {values} {exception}"));
    }

    public void Dispose()
    {
    }
}
