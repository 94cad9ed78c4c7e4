namespace Iterable.Generated.Testing.Tests.Bulk;

public sealed class FakeLaneTests
{
    private static readonly UserUpdateRequest[] Users = [.. new[] { "ada", "bob", "eve", "kim" }.Select(name => new UserUpdateRequest { Email = $"{name}@example.com" })];

    private IterableTestBulkLane<UserUpdateRequest> _lane = null!;

    [SetUp]
    public void MakeLane() => _lane = new();

    [Test]
    public async Task A_stream_has_an_outcome_for_each_record_as_the_test_decides()
    {
        Decide();

        var outcomes = await SendAsync(_lane);

        Assert.Multiple(() =>
        {
            Assert.That(outcomes.Select(outcome => outcome.ToString()), Is.EqualTo(new[] { "Accepted", "Refused: forgotten", "NotSent: no-answer", "AcceptedWithoutFields" }));
            Assert.That(outcomes.Select(outcome => outcome.Sequence), Is.EqualTo(new[] { 0, 1, 2, 3 }));
            Assert.That(outcomes[3].DroppedFields, Is.EqualTo(new[] { "plan" }));
            Assert.That(outcomes[2].SurelyNotSent, Is.False);
            Assert.That(_lane.Records.Select(given => given.Record).SequenceEqual(Users));
        });
    }

    [Test]
    public async Task A_sender_tells_what_was_added_when_it_is_flushed_and_no_sooner()
    {
        Decide();
        var told = new List<(object?, BulkOutcomeKind)>();
        await using var sender = _lane.CreateSender(outcome =>
        {
            told.Add((outcome.State, outcome.Kind));
            return default;
        });

        await sender.AddAsync(Users[0], "first");
        await sender.AddAsync(Users[1], "second");
        var before = told.Count;
        await sender.FlushAsync();

        Assert.That(before, Is.Zero);
        Assert.That(told, Is.EqualTo(new (object?, BulkOutcomeKind)[] { ("first", BulkOutcomeKind.Accepted), ("second", BulkOutcomeKind.Refused) }));
        Assert.That(_lane.Records.Select(given => given.State), Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public async Task A_sender_that_is_closed_takes_nothing_and_returns_what_is_left()
    {
        _lane.LeaveUnsent(user => user == Users[1], BulkReason.Disposed, surelyNotSent: true);
        var sender = _lane.CreateSender(_ => default);
        await sender.AddAsync(Users[0]);
        await sender.AddAsync(Users[1]);

        var left = await sender.CloseAsync();

        Assert.That(left.Single().Record, Is.SameAs(Users[1]));
        await Assert.CatchAsync<ObjectDisposedException>(async () => await sender.AddAsync(Users[2]));
        Assert.That(await sender.CloseAsync(), Has.Count.EqualTo(1), "the same again");
    }

    [Test]
    public async Task What_a_handler_throws_comes_out_of_the_sender()
    {
        var sender = _lane.CreateSender(_ => throw new InvalidOperationException("Out of paper."));
        await sender.AddAsync(Users[0]);

        Assert.That((await Assert.CatchAsync<InvalidOperationException>(() => sender.FlushAsync()))!.Message, Is.EqualTo("Out of paper."));
        await sender.DisposeAsync();
    }

    [Test]
    public async Task A_handler_that_would_wait_for_itself_is_told_so()
    {
        IBulkSender<UserUpdateRequest>? sender = null;
        sender = _lane.CreateSender(async outcome =>
        {
            await Assert.CatchAsync<InvalidOperationException>(() => sender!.FlushAsync());
            await sender!.CloseAsync();
        });
        await sender.AddAsync(Users[0]);

        await Assert.CatchAsync<InvalidOperationException>(() => sender.FlushAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        await sender.AddAsync(Users[1]);
        Assert.That(_lane.Records, Has.Count.EqualTo(2), "it was not closed");
    }

    [Test]
    public async Task A_client_has_one_lane_for_each_thing()
    {
        var client = new IterableTestBulkClient();
        IBulkClient given = client;

        await SendAsync(given.UserUpdates(new BulkUserUpdateOptions { UpdateOnly = true }));
        given.ListSubscriptions(1);
        given.Purchases();

        Assert.Multiple(() =>
        {
            Assert.That(client.UserUpdates().Records, Has.Count.EqualTo(4));
            Assert.That(((BulkUserUpdateOptions)client.UserUpdates().Options!).UpdateOnly, Is.True);
            Assert.That(given.ListSubscriptions(1), Is.SameAs(client.ListSubscriptions(1)).And.Not.SameAs(client.ListSubscriptions(2)));
            Assert.That(given.ListUnsubscriptions(1), Is.SameAs(client.ListUnsubscriptions(1)));
            Assert.That(given.CatalogItems("Books"), Is.SameAs(client.CatalogItems("books")));
            Assert.That(given.CatalogItemDeletions("books"), Is.SameAs(client.CatalogItemDeletions("books")));
            Assert.That(given.Events(), Is.SameAs(client.Events()));
            Assert.That(given.SubscriptionUpdates(), Is.SameAs(client.SubscriptionUpdates()));
        });
    }

    [Test]
    public async Task A_stream_that_is_cancelled_ends_as_a_real_one_does()
    {
        using var cancellation = new CancellationTokenSource();
        var outcomes = 0;

        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _lane.SendAsync(Users, cancellation.Token))
            {
                outcomes++;
                await cancellation.CancelAsync();
            }
        });

        Assert.That((outcomes, _lane.Records.Count), Is.EqualTo((1, 1)));
    }

    private void Decide()
    {
        _lane.Refuse(user => user.Email == "bob@example.com", BulkReason.Forgotten);
        _lane.LeaveUnsent(user => user.Email == "eve@example.com", BulkReason.NoAnswer);
        _lane.DropFields(user => user.Email == "kim@example.com", "plan");
        _lane.Refuse(user => user.Email == "kim@example.com", BulkReason.Invalid);
    }

    private static async Task<List<BulkOutcome<UserUpdateRequest>>> SendAsync(IBulkLane<UserUpdateRequest> lane)
    {
        var outcomes = new List<BulkOutcome<UserUpdateRequest>>();
        await foreach (var outcome in lane.SendAsync(Users))
            outcomes.Add(outcome);
        return outcomes;
    }
}
