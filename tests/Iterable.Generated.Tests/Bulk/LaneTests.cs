using static Iterable.Generated.Tests.Support.BulkScene;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>What each lane sends, and where to.</summary>
[TestFixture]
public sealed class LaneTests
{
    [TestCase(1, 2)]
    [TestCase(1000, 8)]
    public async Task As_many_calls_are_on_their_way_as_fit_the_limit_of_the_plan(int callsInTenSeconds, int atOnce)
    {
        using var scene = new BulkScene();
        scene.Options.RateLimit.Limits[IterableOperations.BulkUpdateUsers] = new IterableRateLimit(callsInTenSeconds, TimeSpan.FromSeconds(10), IterableRateLimitScope.Project);
        var (calls, most, reached) = (0, 0, new TaskCompletionSource());
        scene.Answer = async (_, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref calls));
            if (most >= atOnce)
                reached.TrySetResult();
            await reached.Task.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref calls);
            return null;
        };

        await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 1 }).SendAsync(Enumerable.Range(0, 20).Select(i => User(i))));

        Assert.That(most, Is.EqualTo(atOnce));
    }

    [Test]
    public async Task Events()
    {
        using var scene = new BulkScene();

        await AllAsync(scene.Bulk.Events().SendAsync([new TrackEventRequest("visit") { Email = "a@example.com", Id = "1", DataFields = new JObject { ["page"] = "home" } }]));

        Assert.That(Sent(scene), Is.EqualTo(("POST /api/events/trackBulk", """{"events":[{"email":"a@example.com","eventName":"visit","dataFields":{"page":"home"},"id":"1"}]}""")));
    }

    [Test]
    public async Task List_subscriptions()
    {
        using var scene = new BulkScene();

        await AllAsync(scene.Bulk.ListSubscriptions(7, new BulkListSubscriptionOptions { UpdateExistingUsersOnly = true }).SendAsync([new Subscriber { Email = "a@example.com" }, new Subscriber { UserId = "b" }]));

        Assert.That(Sent(scene), Is.EqualTo(("POST /api/lists/subscribe", """{"listId":7,"subscribers":[{"email":"a@example.com"},{"userId":"b"}],"updateExistingUsersOnly":true}""")));
    }

    [Test]
    public async Task List_unsubscriptions()
    {
        using var scene = new BulkScene();

        await AllAsync(scene.Bulk.ListUnsubscriptions(7, new BulkListUnsubscriptionOptions { CampaignId = 3, ChannelUnsubscribe = true }).SendAsync([new Unsubscriber { Email = "a@example.com" }]));

        Assert.That(Sent(scene), Is.EqualTo(("POST /api/lists/unsubscribe", """{"listId":7,"subscribers":[{"email":"a@example.com"}],"campaignId":3,"channelUnsubscribe":true}""")));
    }

    [Test]
    public async Task Subscription_updates_keep_empty_lists()
    {
        using var scene = new BulkScene();

        await AllAsync(scene.Bulk.SubscriptionUpdates().SendAsync([new UpdateSubscriptionsRequest { UserId = "a", EmailListIds = [] }]));

        Assert.That(Sent(scene), Is.EqualTo(("POST /api/users/bulkUpdateSubscriptions", """{"updateSubscriptionsRequests":[{"userId":"a","emailListIds":[]}]}""")));
    }

    [Test]
    public async Task Catalog_items_whose_ids_differ_by_case_are_two()
    {
        using var scene = new BulkScene().Answers(_ => (202, """{"msg":"Request to bulk-upload documents into x processed successfully","code":"Success"}"""));

        var outcomes = await AllAsync(scene.Bulk.CatalogItems("my shop", new BulkCatalogItemOptions { ReplaceUploadedFieldsOnly = true }).SendAsync([new("a-1", new JObject { ["price"] = 1.5 }), new("A-1", [])]));

        Assert.That(Sent(scene), Is.EqualTo(("POST /api/catalogs/my%20shop/items", """{"documents":{"a-1":{"price":1.5},"A-1":{}},"replaceUploadedFieldsOnly":true}""")));
        Assert.That(outcomes.Select(outcome => outcome.Kind), Has.Exactly(2).Items.And.All.EqualTo(BulkOutcomeKind.Accepted));
    }

    [Test]
    public async Task A_catalog_item_above_the_service_s_limit_is_refused_here()
    {
        using var scene = new BulkScene();

        var outcomes = await AllAsync(scene.Bulk.CatalogItems("shop").SendAsync([new("a", new JObject { ["text"] = new string('x', 30_720 - 11) }), new("b", new JObject { ["text"] = new string('x', 30_720 - 10) })]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Record.ItemId).Select(outcome => outcome.Reason), Is.EqualTo(new[] { default, BulkReason.TooLarge }));
    }

    [Test]
    public async Task Catalog_items_go_out_a_thousand_at_a_time_at_most()
    {
        using var scene = new BulkScene();

        await AllAsync(scene.Bulk.CatalogItems("shop", new BulkCatalogItemOptions { MaxBatchRecords = 5000 }).SendAsync(Enumerable.Range(0, 1500).Select(i => new BulkCatalogItem($"{i}", []))));

        Assert.That(scene.Calls.Select(CountOf), Is.EquivalentTo(new[] { 1000, 500 }));
    }

    [Test]
    public async Task Catalog_item_deletions()
    {
        using var scene = new BulkScene().Answers(_ => (202, "{}"));

        var outcomes = await AllAsync(scene.Bulk.CatalogItemDeletions("shop").SendAsync(["a", "b", ""]));

        Assert.That(Sent(scene), Is.EqualTo(("DELETE /api/catalogs/shop/items", """{"itemIds":["a","b"]}""")));
        Assert.That(outcomes.Count(outcome => outcome.Reason == BulkReason.NoIdentifier), Is.EqualTo(1));
    }

    [Test]
    public async Task Purchases_of_a_user_go_out_one_after_the_other_however_the_address_is_spelled()
    {
        using var scene = new BulkScene();
        var first = new TaskCompletionSource();
        scene.Answer = async (_, _) =>
        {
            await first.Task;
            return (200, """{"code":"Success"}""");
        };
        PurchaseRequest Of(string email) => new(new CommerceUser { Email = email }, [new CommerceItem("1", "Thing", 1, 1)], 1);

        await using var outcomes = scene.Bulk.Purchases().SendAsync([Of("a@example.com"), Of("A@example.com")]).GetAsyncEnumerator();
        var outcome = outcomes.MoveNextAsync().AsTask();
        var calls = scene.Calls.Count;
        first.SetResult();
        await outcome.WaitAsync(VirtualTime.Patience);

        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_record_that_names_a_list_which_is_not_there_is_refused_alone()
    {
        using var scene = new BulkScene().Answers(body => body.ToString(Formatting.None).Contains("[9]") ? (400, """{"msg":"error.lists.invalidListId(9)","code":"Success","params":{"listId":9}}""") : null);

        var outcomes = await AllAsync(scene.Bulk.SubscriptionUpdates().SendAsync(Enumerable.Range(8, 3).Select(i => new UpdateSubscriptionsRequest { UserId = $"{i}", EmailListIds = [i] })));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { default, BulkReason.Rejected, default }));
    }

    [Test]
    public async Task Purchases_are_single_calls_with_ids()
    {
        using var scene = new BulkScene().Answers(body => (string)body["user"]!["email"]! == "c@example.com" ? (400, """{"code":"InvalidEmailAddressError"}""") : (200, """{"code":"Success"}"""));
        PurchaseRequest Of(string email) => new(new CommerceUser { Email = email }, [new CommerceItem("1", "Thing", 1, 1)], 1);

        var outcomes = await AllAsync(scene.Bulk.Purchases().SendAsync([Of("a@example.com"), Of("b@example.com"), Of("c@example.com"), Of("a@example.com")]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { default, default, BulkReason.Invalid, default }));
        Assert.That(scene.Addresses, Has.Exactly(4).Items.And.All.EqualTo("POST /api/commerce/trackPurchase"));
        Assert.That(scene.Calls.Select(call => (string?)call["id"]), Is.EquivalentTo(outcomes.Select(outcome => outcome.Record.Id)).And.Unique);
    }

    [Test]
    public void Options_that_cannot_be_right_are_refused_at_the_door()
    {
        using var scene = new BulkScene();

        Assert.That(() => scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 0 }), Throws.ArgumentException.With.Message.Contains("MaxBatchRecords"));
        Assert.That(() => scene.Bulk.Events(new BulkOptions { Linger = TimeSpan.FromSeconds(-1) }), Throws.ArgumentException.With.Message.Contains("Linger"));
        Assert.That(() => scene.Bulk.CatalogItems(""), Throws.ArgumentException.With.Message.Contains("catalogName"));
    }

    private static IEnumerable<TestCaseData> Limits() =>
    [
        new(nameof(BulkOptions.MaxBatchBytes), 1023, 1024, 64 * 1024 * 1024, (64 * 1024 * 1024) + 1),
        new(nameof(BulkOptions.MaxBatchRecords), 0, 1, 100_000, 100_001),
        new(nameof(BulkOptions.Linger), TimeSpan.FromTicks(-1), TimeSpan.Zero, TimeSpan.FromDays(1), TimeSpan.FromDays(1) + TimeSpan.FromTicks(1)),
        new(nameof(BulkOptions.MaxConcurrentCalls), 0, 1, 1000, 1001),
        new(nameof(BulkOptions.MaxPendingRecords), 0, 1, int.MaxValue, null),
        new(nameof(BulkOptions.MaxResends), -1, 0, 100, 101),
        new(nameof(BulkOptions.DrainTime), TimeSpan.FromTicks(-1), TimeSpan.Zero, TimeSpan.FromDays(1), TimeSpan.FromDays(1) + TimeSpan.FromTicks(1)),
    ];

    [TestCaseSource(nameof(Limits))]
    public void Options_are_taken_to_their_limits_and_no_further(string member, object tooLittle, object least, object most, object? tooMuch)
    {
        using var scene = new BulkScene();

        foreach (var taken in new[] { least, most })
            Assert.That(() => scene.Bulk.Events(With(taken)), Throws.Nothing, $"{taken}");
        foreach (var refused in new[] { tooLittle, tooMuch }.Where(value => value is not null))
            Assert.That(() => scene.Bulk.Events(With(refused!)), Throws.ArgumentException.With.Message.Contains(member), $"{refused}");

        BulkOptions With(object value)
        {
            var options = new BulkOptions();
            typeof(BulkOptions).GetProperty(member)!.SetValue(options, value);
            return options;
        }
    }

    [Test]
    public void What_is_left_out_is_refused_at_the_door_and_not_when_outcomes_are_read()
    {
        using var scene = new BulkScene();
        var lane = scene.Bulk.UserUpdates();

        Assert.That(() => lane.SendAsync((IEnumerable<UserUpdateRequest>)null!), Throws.ArgumentNullException);
        Assert.That(() => lane.SendAsync((IAsyncEnumerable<UserUpdateRequest>)null!), Throws.ArgumentNullException);
        Assert.That(() => lane.SendAsync((IAsyncEnumerable<BulkRecord<UserUpdateRequest>>)null!), Throws.ArgumentNullException);
        Assert.That(() => ((IBulkLane<UserUpdateRequest>)null!).SendAsync([User(1)]), Throws.ArgumentNullException);
        Assert.That(() => lane.CreateSender(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void A_lane_keeps_to_what_is_known_of_its_operation_where_nothing_is_said()
    {
        var (batched, single) = (IterableOperations.BulkUpdateSubscriptions, IterableOperations.TrackPurchase);
        LaneLimits Of(IterableOperation operation, BulkOptions? options = null, IterableRateLimit? limit = null) => new(options ?? new BulkOptions(), operation, limit);
        int CallsAt(int permits, double seconds) => Of(batched, limit: new IterableRateLimit(permits, TimeSpan.FromSeconds(seconds), IterableRateLimitScope.Project)).Calls;

        var limits = Of(batched);
        Assert.That((limits.MostBytes, limits.Bytes, limits.RecordBytes, limits.Records, limits.Calls, limits.Pending, limits.Resends), Is.EqualTo((4_000_000, 4_000_000, int.MaxValue, 1000, 4, 6000, 3)));
        Assert.That((limits.Linger, limits.DrainTime), Is.EqualTo((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10))));
        limits = Of(single);
        Assert.That((limits.Records, limits.Calls, limits.Pending), Is.EqualTo((1, 16, 1000)));
        Assert.That(new[] { CallsAt(1, 10), CallsAt(2, 1), CallsAt(5, 2), CallsAt(8, 1), CallsAt(100, 1) }, Is.EqualTo(new[] { 2, 2, 3, 8, 8 }));
        limits = Of(batched, new BulkOptions { MaxBatchRecords = 50, MaxConcurrentCalls = 3, MaxBatchBytes = 2048 });
        Assert.That((limits.MostBytes, limits.Records, limits.Calls, limits.Pending), Is.EqualTo((2048, 50, 3, 250)));
        Assert.That(Of(batched, new BulkOptions { MaxBatchRecords = 50, MaxPendingRecords = 10 }).Pending, Is.EqualTo(50), "never less than one batch");
        Assert.That(Of(batched, new BulkOptions { MaxBatchRecords = 50, MaxPendingRecords = 70 }).Pending, Is.EqualTo(70));
        Assert.That(Of(IterableOperations.BulkUpdateUsers, new BulkOptions { MaxBatchBytes = 64 * 1024 * 1024 }).MostBytes, Is.EqualTo(IterableOperations.BulkUpdateUsers.MaxBodySize));
        Assert.That(Of(IterableOperations.BulkUpdateCatalogItems, new BulkOptions { MaxBatchRecords = 5000 }).Records, Is.EqualTo(1000));
        Assert.That(Of(IterableOperations.BulkUpdateCatalogItems).RecordBytes, Is.EqualTo(30_720));
    }

    [Test]
    public void A_size_that_was_refused_makes_batches_smaller_and_never_larger()
    {
        var limits = new LaneLimits(new BulkOptions { MaxBatchBytes = 10_000 }, IterableOperations.BulkUpdateUsers, limit: null);

        limits.TooLarge(8000);
        Assert.That((limits.Bytes, limits.MostBytes), Is.EqualTo((5000, 10_000)), "half of it, and what stands around the records");
        limits.TooLarge(9000);
        Assert.That(limits.Bytes, Is.EqualTo(5000), "a call that was on its way when the first was refused");
        limits.TooLarge(100);
        Assert.That(limits.Bytes, Is.EqualTo(1024));
    }

    private static (string Address, string Body) Sent(BulkScene scene) => (scene.Addresses.Single(), scene.Calls.Single().ToString(Formatting.None));
}
