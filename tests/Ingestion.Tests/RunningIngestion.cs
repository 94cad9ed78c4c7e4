using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Tests;

/// <summary>A process that runs, and the number of records that it has settled.</summary>
internal sealed class RunningIngestion : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeSpan _longestWait;
    private readonly MeterListener _listener = new();
    private readonly SemaphoreSlim _settled = new(0);
    private readonly SemaphoreSlim _repeated = new(0);

    private RunningIngestion(WebApplication app, TimeSpan longestWait)
    {
        (_app, _longestWait) = (app, longestWait);
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == IngestionMetrics.Name && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => (instrument.Name == "ingestion.records" ? _settled : _repeated).Release((int)value));
        _ = app.Services.GetRequiredService<IngestionMetrics>();
        _listener.Start();
        Http = new HttpClient { Timeout = longestWait };
    }

    public HttpClient Http { get; }

    /// <summary>Starts a process, and counts from its beginning: it may have records to settle at once.</summary>
    public static async Task<RunningIngestion> StartAsync(WebApplication app, TimeSpan longestWait)
    {
        var running = new RunningIngestion(app, longestWait);
        await app.StartAsync();
        running.Http.BaseAddress = new Uri(app.Urls.Single());
        return running;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Waits until as many records more were accepted or refused.</summary>
    public async Task SettledAsync(int records) => await WaitAsync(_settled, records);

    /// <summary>Waits until as many records more had to be sent again.</summary>
    public async Task RepeatedAsync(int records) => await WaitAsync(_repeated, records);

    /// <summary>The records that wait for somebody, once there are as many.</summary>
    public async Task<List<RefusedRecord>> RefusedAsync(int records)
    {
        using var end = new CancellationTokenSource(_longestWait);
        while (true)
        {
            var found = await Get<RefusedRecords>().ListAsync(1000, null, end.Token);
            if (found.Count >= records)
                return found;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _listener.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task WaitAsync(SemaphoreSlim counted, int records)
    {
        using var end = new CancellationTokenSource(_longestWait);
        for (var i = 0; i < records; i++)
            await counted.WaitAsync(end.Token);
    }
}
