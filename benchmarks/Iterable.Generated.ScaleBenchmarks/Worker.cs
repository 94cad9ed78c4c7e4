using System.Collections.Concurrent;
using System.Text.Json;

namespace Iterable.Generated.ScaleBenchmarks;

/// <summary>What a process is told to do.</summary>
/// <param name="Store">Which kind of store, and where it is.</param>
/// <param name="Address">Where the store is.</param>
/// <param name="Server">Where the service is.</param>
/// <param name="ApiKey">The key.</param>
/// <param name="Operation">What is called.</param>
/// <param name="Callers">How many call again as soon as they may.</param>
/// <param name="Seconds">How long; 0 for a number of calls.</param>
/// <param name="Calls">How many calls each caller makes when there is no time.</param>
/// <param name="Cancels">Whether every third call is cancelled while it waits.</param>
/// <param name="ClockHours">How wrong the clock of the process is.</param>
internal sealed record WorkerOrder(string Store, string Address, Uri Server, string ApiKey, string Operation, int Callers, double Seconds, int Calls, bool Cancels, double ClockHours);

/// <summary>What came of it.</summary>
/// <param name="Sent">Calls that were answered.</param>
/// <param name="Steady">Those of them after the first two seconds, in which the burst is used up.</param>
/// <param name="Refused">Calls that the service refused.</param>
/// <param name="Cancelled">Calls that were cancelled while they waited.</param>
/// <param name="Failures">Kinds of other failures.</param>
/// <param name="Outages">How often the store was away for the process.</param>
internal sealed record WorkerReport(int Sent, int Steady, int Refused, int Cancelled, IReadOnlyCollection<string> Failures, int Outages = 0);

/// <summary>A process of its own that calls the service. It reads its order from standard input, says when it is ready, begins with the next line, and writes a report.</summary>
internal static class Worker
{
    public const string Command = "worker";
    public const string Ready = "ready";

    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TextReader input, TextWriter output)
    {
        var order = JsonSerializer.Deserialize<WorkerOrder>((await input.ReadLineAsync())!)!;
        var clock = new WrongClock(TimeSpan.FromHours(order.ClockHours));
        var store = StoreServer.Connect(order.Store, order.Address);
        using var outages = new OutageLog();
        using var limiter = new IterableSharedRateLimiter(store, new IterableSharedRateLimiterOptions { Processes = 3, TimeProvider = clock, LoggerFactory = outages });
        using var client = new IterableClient(new IterableClientOptions
        {
            ApiKey = order.ApiKey,
            BaseAddress = order.Server,
            TimeProvider = clock,
            RateLimit = { Limiter = limiter, Project = "shop", Organization = "company" },
        });
        var once = client.With(new IterableCallOptions { Retries = false });

        // What is compiled and connected on the way is no part of it.
        await once.Lists.ListListsAsync();
        await store.ReserveAsync(new IterableSlotRequest($"warm-up/{Guid.NewGuid()}", TimeSpan.FromMilliseconds(1), 1, 1, TimeSpan.MaxValue, TimeSpan.MaxValue), default);
        await output.WriteLineAsync(Ready);
        await input.ReadLineAsync();
        await output.WriteLineAsync(JsonSerializer.Serialize(await CallAsync(once, order, clock) with { Outages = outages.Count }));

        // What the server did for this process is measured while it is connected.
        await input.ReadLineAsync();
        (store as IDisposable)?.Dispose();
    }

    private static async Task<WorkerReport> CallAsync(IIterableClient client, WorkerOrder order, TimeProvider clock)
    {
        var (sent, steady, refused, cancelled) = (0, 0, 0, 0);
        var failures = new ConcurrentBag<string>();
        var startedAt = clock.GetTimestamp();
        bool GoesOn(int made) => order.Seconds > 0 ? clock.GetElapsedTime(startedAt) < TimeSpan.FromSeconds(order.Seconds) : made < order.Calls;

        await Task.WhenAll(Enumerable.Range(0, order.Callers).Select(caller => Task.Run(async () =>
        {
            for (var made = 0; GoesOn(made); made++)
            {
                using var leaving = new CancellationTokenSource();
                if (order.Cancels && (made + caller) % 3 == 0)
                    leaving.CancelAfter(TimeSpan.FromMilliseconds(50));
                try
                {
                    await OnceAsync(client, order.Operation, leaving.Token);
                    if (order.Seconds > 0 && !GoesOn(made))
                        return;

                    Interlocked.Increment(ref sent);
                    if (clock.GetElapsedTime(startedAt) > WarmUp)
                        Interlocked.Increment(ref steady);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref cancelled);
                }
                catch (IterableRateLimitedException e) when (e.StatusCode is not null)
                {
                    Interlocked.Increment(ref refused);
                }
                catch (IterableException e)
                {
                    failures.Add($"{e.GetType().Name} {e.InnerException?.GetType().Name}");
                }
            }
        })));
        return new WorkerReport(sent, steady, refused, cancelled, [.. failures.Distinct()]);
    }

    private static Task OnceAsync(IIterableClient client, string operation, CancellationToken cancellationToken) => operation switch
    {
        "getUserByEmail" => client.Users.GetUserByEmailAsync("ada@example.com", cancellationToken: cancellationToken),
        "bulkUpdateUsers" => client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([new UserUpdateRequest { Email = "ada@example.com" }]), cancellationToken),
        _ => throw new ArgumentException($"{operation} is not called here.", nameof(operation)),
    };

    /// <summary>The machine's clock, set wrong; time goes by as it does.</summary>
    private sealed class WrongClock(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
    }
}
