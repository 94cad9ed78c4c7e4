using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated.Tests;

/// <summary>Listeners and loggers of the application that throw cost no event its answer, and no endpoint a place.</summary>
[NonParallelizable]
internal sealed class UnrulyListenerTests
{
    private const string Event = """{"email":"ada@example.com","eventName":"emailOpen"}""";

    [TestCase("Sample")]
    [TestCase("Started")]
    [TestCase("Stopped")]
    [TestCase("Measured")]
    [TestCase("Logged")]
    public async Task An_event_is_answered_and_leaves_its_place(string callback)
    {
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == IterableWebhookTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => Throw(callback == "Sample") ? ActivitySamplingResult.None : ActivitySamplingResult.AllData,
            ActivityStarted = _ => Throw(callback == "Started"),
            ActivityStopped = _ => Throw(callback == "Stopped"),
        };
        ActivitySource.AddActivityListener(spans);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == IterableWebhookTelemetry.MeterName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => Throw(callback == "Measured"));
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => Throw(callback == "Measured"));
        meters.Start();
        await using var scene = await Scene.StartAsync(
            options =>
            {
                options.Secrets.Add(Scene.Secret);
                options.MaxConcurrency = 1;
            },
            build: builder =>
            {
                if (callback == "Logged")
                    builder.Logging.AddProvider(new BrokenLog());
            });

        for (var i = 0; i < 3; i++)
        {
            using var response = await scene.PostAsync(Event);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        scene.Do = (_, _) => throw new InvalidOperationException();
        using var failed = await scene.PostAsync(Event);
        Assert.That(failed.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(scene.Handled, Has.Count.EqualTo(4));
    }

    private static bool Throw(bool now) => now ? throw new InvalidOperationException("a broken listener") : false;

    private sealed class BrokenLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Throw(eventId.Id is >= 200 and < 300);

        public void Dispose()
        {
        }
    }
}
