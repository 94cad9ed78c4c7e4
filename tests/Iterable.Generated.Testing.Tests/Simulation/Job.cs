using System.Globalization;

namespace Iterable.Generated.Testing.Tests.Simulation;

/// <summary>A record of a worker.</summary>
/// <param name="Number">Its number, which no other record of the run has.</param>
/// <param name="Email">The user.</param>
/// <param name="IsWrong">Whether the service refuses it.</param>
internal sealed record Item(int Number, string Email, bool IsWrong);

/// <summary>What a worker sends.</summary>
internal abstract class Job
{
    public const string EventName = "opened";

    private const string NumberName = "n";

    public static Job<UserUpdateRequest> Users { get; } = new(
        IterableOperations.BulkUpdateUsers,
        IterableOperations.UpdateUser,
        (client, options) => client.Bulk.UserUpdates(Copied(options)),
        (client, record, cancellationToken) => client.Users.UpdateUserAsync(record, cancellationToken),
        item => new UserUpdateRequest { Email = item.Email, DataFields = new JObject { [NumberName] = item.Number } });

    public static Job<TrackEventRequest> Events { get; } = new(
        IterableOperations.TrackBulkEvents,
        IterableOperations.TrackEvent,
        (client, options) => client.Bulk.Events(options),
        (client, record, cancellationToken) => client.Events.TrackEventAsync(record, cancellationToken),
        item => new TrackEventRequest(EventName)
        {
            Email = item.Email, Id = string.Create(CultureInfo.InvariantCulture, $"event-{item.Number}"), DataFields = new JObject { [NumberName] = item.Number },
        });

    /// <summary>The records in the body of a call.</summary>
    public static IReadOnlyList<int> NumbersIn(JToken body) =>
        [.. body.SelectTokens("$..dataFields." + NumberName).Select(number => (int)number)];

    /// <summary>What the service has of a user: the number of the record that came last.</summary>
    public static int? NumberOf(IterableTestUser? user) => (int?)user?.DataFields[NumberName];

    private static BulkUserUpdateOptions Copied(BulkOptions from) => new()
    {
        MaxBatchRecords = from.MaxBatchRecords, MaxConcurrentCalls = from.MaxConcurrentCalls, MaxResends = from.MaxResends, Linger = from.Linger, DrainTime = from.DrainTime,
    };
}

/// <inheritdoc />
/// <typeparam name="TRecord">The records.</typeparam>
internal sealed class Job<TRecord>(
    IterableOperation inBulk,
    IterableOperation alone,
    Func<IIterableClient, BulkOptions, IBulkLane<TRecord>> open,
    Func<IIterableClient, TRecord, CancellationToken, Task> send,
    Func<Item, TRecord> make) : Job
{
    /// <summary>The calls that take its records.</summary>
    public IReadOnlyList<IterableOperation> Operations { get; } = [inBulk, alone];

    public IBulkLane<TRecord> Open(IIterableClient client, BulkOptions options) => open(client, options);

    public Task SendAsync(IIterableClient client, Item item, CancellationToken cancellationToken) => send(client, make(item), cancellationToken);

    public TRecord Make(Item item) => make(item);
}
