using System.Net.Http.Headers;
using System.Text;

namespace Iterable.Generated.Tests.Callbacks;

/// <summary>What timers and tokens call at the worst moment, and what they call throws.</summary>
internal static class CallbackScenes
{
    private static readonly ExportReadOptions Infinite = new() { IdleTimeout = Timeout.InfiniteTimeSpan };

    public static IReadOnlyDictionary<string, Func<Task>> All { get; } = new Dictionary<string, Func<Task>>
    {
        ["2,000 reads whose end meets their idle time-out"] = () => RepeatAsync(2000, MeetIdleTimeoutAsync),
        ["1,000 idle reads of a stream that throws on Dispose"] = () => RepeatAsync(1000, StallAsync),
        ["1,000 cancelled reads of a stream that throws on Dispose"] = () => RepeatAsync(1000, CancelRecordsAsync),
        ["1,000 cancelled reads by lines of a stream that throws on Dispose"] = () => RepeatAsync(1000, CancelLinesAsync),
        ["1,000 cancelled calls whose answer throws on Dispose"] = () => RepeatAsync(1000, CancelCallAsync),
        ["1,000 calls out of time whose transport throws when it is told"] = () => RepeatAsync(1000, TimeOutAsync),
        ["1,000 lists left early whose transport throws when it is told"] = () => RepeatAsync(1000, LeaveListAsync),
    };

    private static async Task RepeatAsync(int times, Func<Task> act)
    {
        for (var i = 0; i < times; i++)
            await act();
    }

    private static async Task MeetIdleTimeoutAsync()
    {
        var clock = new HeldClock();
        var stream = new HeldStream();
        var reading = Exports.ExportBodies.ListAsync(ExportReader.ReadNdjsonAsync<JObject>(stream, new ExportReadOptions { TimeProvider = clock }));
        try
        {
            while (!reading.IsCompleted)
            {
                await Task.WhenAll(OnItsOwn(stream.Release), OnItsOwn(clock.FireAll));
                await Task.WhenAny(reading, stream.Held);
            }

            await reading;
        }
        catch (ExportInterruptedException e) when (e.Reason == ExportInterruption.Stalled)
        {
        }

        // Timers that were on their way when the reading had ended already.
        await OnItsOwn(clock.FireAll);
    }

    private static async Task StallAsync()
    {
        var clock = new HeldClock();
        var reading = Exports.ExportBodies.ListAsync(ExportReader.ReadNdjsonAsync<JObject>(new HeldStream(throws: true), new ExportReadOptions { TimeProvider = clock }));
        await OnItsOwn(clock.FireAll);
        await reading.FailureAsync<ExportInterruptedException>();
    }

    private static Task CancelRecordsAsync() => CancelAsync(token =>
        Exports.ExportBodies.ListAsync(CsvExportReader.ReadAsync<JObject>(new HeldStream(throws: true), Infinite, cancellationToken: token)));

    private static Task CancelLinesAsync() => CancelAsync(async token =>
    {
        using var answer = new Ignoring(new IterableStreamResponse(new HeldStream(throws: true)));
        await Exports.ExportBodies.ListAsync(answer.Response.ReadLinesAsync(token));
    });

    private static Task CancelCallAsync() => CancelAsync(async token =>
    {
        using var api = new FakeApi().Answers(() => new HttpResponseMessage { Content = new StreamContent(new HeldStream(throws: true)) });
        await api.Widgets.FindAsync<Widget>(cancellationToken: token);
    });

    private static async Task TimeOutAsync()
    {
        var clock = new HeldClock();
        var transport = new Listening();
        using var client = new IterableClient(
            new IterableClientOptions { ApiKey = FakeApi.Key, TimeProvider = clock, Timeout = TimeSpan.FromMinutes(2), Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } },
            new HttpClient(transport) { Timeout = Timeout.InfiniteTimeSpan });
        var call = client.Channels.ListChannelsAsync();
        await transport.Listens;
        await OnItsOwn(clock.FireAll);
        await call.FailureAsync<IterableTimeoutException>();
    }

    private static async Task LeaveListAsync()
    {
        var transport = new Listening(answersBefore: 1);
        using var client = new IterableClient(
            new IterableClientOptions { ApiKey = FakeApi.Key, Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } },
            new HttpClient(transport) { Timeout = Timeout.InfiniteTimeSpan });
        await foreach (var _ in client.Campaigns.EnumerateCampaignsAsync().ReadingAhead().AsPages())
        {
            await transport.Listens;
            break;
        }
    }

    private static async Task CancelAsync(Func<CancellationToken, Task> act)
    {
        using var cancelling = new CancellationTokenSource();
        var acting = act(cancelling.Token);
        await OnItsOwn(cancelling.Cancel);
        await acting.FailureAsync<OperationCanceledException>();
    }

    /// <summary>On a thread where nobody catches anything, as timers are called.</summary>
    private static Task OnItsOwn(Action act)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                act();
                done.SetResult();
            },
            null);
        return done.Task;
    }

    /// <summary>A clock whose timers fire when a test says so, as late as it likes, disposed ones included.</summary>
    private sealed class HeldClock : TimeProvider
    {
        private readonly List<Action> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_timers)
                _timers.Add(() => callback(state));
            return new Timer();
        }

        public void FireAll()
        {
            Action[] timers;
            lock (_timers)
                timers = [.. _timers];
            foreach (var timer in timers)
                timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }

    /// <summary>A record that comes when it is released, then the end; deaf to tokens.</summary>
    private sealed class HeldStream(bool throws = false) : MemoryStream
    {
        private readonly byte[] _record = Encoding.UTF8.GetBytes("{\"a\":1}\n");
        private TaskCompletionSource<int>? _read;
        private TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _hasRecord = true;

        public Task Held => _held.Task;

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            var read = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _read, read);
            _held.TrySetResult();
            var length = await read.Task;
            _record.AsSpan(0, length).CopyTo(buffer.AsSpan(offset));
            return length;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var copy = new byte[buffer.Length];
            var read = await ReadAsync(copy, 0, copy.Length, cancellationToken);
            copy.AsMemory(0, read).CopyTo(buffer);
            return read;
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            ReadAsync(new byte[bufferSize], 0, bufferSize, cancellationToken);

        public void Release()
        {
            _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var length = _hasRecord ? _record.Length : 0;
            _hasRecord = false;
            Volatile.Read(ref _read)?.TrySetResult(length);
        }

        protected override void Dispose(bool disposing)
        {
            Volatile.Read(ref _read)?.TrySetException(new ObjectDisposedException(nameof(HeldStream)));
            if (throws)
                throw new IOException("closing failed");
        }
    }

    /// <summary>A transport that answers some calls, then waits for ever and throws when it is told to stop.</summary>
    private sealed class Listening(int answersBefore = 0) : HttpMessageHandler
    {
        private readonly TaskCompletionSource _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _calls;

        public Task Listens => _listens.Task;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_calls++ < answersBefore)
            {
                var content = new StringContent("""{"campaigns":[{"id":1}],"nextPageUrl":"x"}""");
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                return Task.FromResult(new HttpResponseMessage { Content = content });
            }

            var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
            cancellationToken.Register(() =>
            {
                answer.TrySetCanceled(cancellationToken);
                throw new InvalidOperationException("stopping failed");
            });
            _listens.TrySetResult();
            return answer.Task;
        }
    }

    private sealed class Ignoring(IterableStreamResponse response) : IDisposable
    {
        public IterableStreamResponse Response => response;

        public void Dispose()
        {
            try
            {
                response.Dispose();
            }
            catch (IOException)
            {
                // It is the scene's own.
            }
        }
    }
}
