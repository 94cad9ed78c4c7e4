namespace Iterable.Generated.Tests.Bulk;

/// <summary>How records become calls.</summary>
[TestFixture]
public sealed class BatchTests
{
    [Test]
    public async Task Each_record_goes_out_once_and_has_one_outcome_with_its_state()
    {
        using var scene = new BulkScene();
        var records = Enumerable.Range(0, 2500).Select(i => new BulkRecord<UserUpdateRequest>(BulkScene.User(i), i)).ToList();

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates().SendAsync(Async(records)));

        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.All.EqualTo(BulkOutcomeKind.Accepted));
        Assert.That(outcomes.Select(outcome => (long)(int)outcome.State!).Order(), Is.EqualTo(Enumerable.Range(0, 2500)));
        Assert.That(outcomes.All(outcome => outcome.Sequence == (int)outcome.State! && ReferenceEquals(outcome.Record, records[(int)outcome.Sequence].Record)));
        Assert.That(scene.Calls.Select(BulkScene.CountOf), Is.EquivalentTo(new[] { 1000, 1000, 500 }));
        Assert.That(scene.Calls.SelectMany(call => call["users"]!.Select(user => (string)user["email"]!)), Is.EquivalentTo(records.Select(record => record.Record.Email)));
        Assert.That(scene.Addresses.Distinct(), Is.EqualTo(new[] { "POST /api/users/bulkUpdate" }));
    }

    [Test]
    public async Task The_flags_of_the_lane_stand_at_the_root_of_each_call()
    {
        using var scene = new BulkScene();

        await BulkScene.AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { CreateNewFields = false, UpdateOnly = true, MaxBatchRecords = 1 }).SendAsync([BulkScene.User(1, new { a = 1 }), BulkScene.User(2)]));

        Assert.That(scene.Calls.Select(call => call.ToString(Formatting.None)), Is.EqualTo(new[]
        {
            """{"users":[{"email":"user1@example.com","dataFields":{"a":1}}],"createNewFields":false,"updateOnly":true}""",
            """{"users":[{"email":"user2@example.com"}],"createNewFields":false,"updateOnly":true}""",
        }));
    }

    [Test]
    public async Task A_batch_keeps_to_its_bytes()
    {
        using var scene = new BulkScene();
        var users = Enumerable.Range(100, 50).Select(i => BulkScene.User(i, new { text = new string('é', 100) }));

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchBytes = 2048 }).SendAsync(users));

        Assert.That(outcomes, Has.Count.EqualTo(50));
        Assert.That(scene.Calls.Select(call => System.Text.Encoding.UTF8.GetByteCount(call.ToString(Formatting.None))), Is.All.InRange(1500, 2048).Or.LessThan(600));
    }

    [Test]
    public async Task A_batch_is_filled_to_the_last_byte_and_no_further()
    {
        UserUpdateRequest[] users = [BulkScene.User(1, new { text = new string('x', 600) }), BulkScene.User(2, new { text = new string('x', 600) })];
        using var whole = new BulkScene();
        await BulkScene.AllAsync(whole.Bulk.UserUpdates().SendAsync(users));
        var bytes = whole.Calls.Single().ToString(Formatting.None).Length;

        using var exact = new BulkScene();
        await BulkScene.AllAsync(exact.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchBytes = bytes }).SendAsync(users));
        using var less = new BulkScene();
        await BulkScene.AllAsync(less.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchBytes = bytes - 1 }).SendAsync(users));

        Assert.That(exact.Calls.Select(BulkScene.CountOf), Is.EqualTo(new[] { 2 }));
        Assert.That(less.Calls.Select(BulkScene.CountOf), Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public async Task A_record_that_would_make_a_batch_one_byte_too_long_is_in_the_next_one()
    {
        UserUpdateRequest[] users = [BulkScene.User(1, new { text = new string('x', 1500) }), BulkScene.User(2), BulkScene.User(3)];
        using var whole = new BulkScene();
        await BulkScene.AllAsync(whole.Bulk.UserUpdates().SendAsync(users));

        using var less = new BulkScene();
        await BulkScene.AllAsync(less.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchBytes = whole.Calls.Single().ToString(Formatting.None).Length - 1 }).SendAsync(users));

        Assert.That(less.Calls.Select(BulkScene.CountOf), Is.EqualTo(new[] { 2, 1 }));
    }

    [TestCase(0, BulkOutcomeKind.Accepted)]
    [TestCase(-1, BulkOutcomeKind.Refused)]
    public async Task A_record_alone_may_fill_a_call_to_its_last_byte(int more, BulkOutcomeKind kind)
    {
        UserUpdateRequest[] users = [BulkScene.User(1, new { text = new string('x', 1500) })];
        using var whole = new BulkScene();
        await BulkScene.AllAsync(whole.Bulk.UserUpdates().SendAsync(users));

        using var scene = new BulkScene();
        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchBytes = whole.Calls.Single().ToString(Formatting.None).Length + more }).SendAsync(users));

        Assert.That(outcomes.Single().Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task Batches_of_any_number_of_records_have_all_their_outcomes([Values(15, 16, 17, 32, 33)] int count)
    {
        using var scene = new BulkScene();
        var users = Enumerable.Range(0, count).Select(i => i % 2 == 0 ? BulkScene.User(i) : new UserUpdateRequest()).Concat(Enumerable.Range(count, count).Select(i => BulkScene.User(i)));

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates().SendAsync(users));

        Assert.That(outcomes.Select(outcome => outcome.Sequence).Order(), Is.EqualTo(Enumerable.Range(0, count * 2)));
    }

    [Test]
    public async Task A_batch_waits_for_no_more_records_than_may_be_in_memory()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        UserUpdateRequest[] users = [BulkScene.User(0), BulkScene.User(0), BulkScene.User(1), BulkScene.User(2)];

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 3, MaxPendingRecords = 3 }).SendAsync(users));

        Assert.That(outcomes, Has.Count.EqualTo(4));
        Assert.That(scene.Calls.Select(BulkScene.CountOf), Is.EqualTo(new[] { 2, 2 }), "the second waits until outcomes were taken, and others were read");
    }

    [Test]
    public async Task Each_batch_has_the_whole_time_to_be_filled_in()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var (sent, more, asked, end) = (Gate(), Gate(), Gate(), Gate());
        scene.Answer = (_, _) =>
        {
            sent.TrySetResult();
            return Task.FromResult<(int, string)?>(null);
        };

        var outcomes = BulkScene.AllAsync(scene.Bulk.UserUpdates().SendAsync(Source()));
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await sent.Task.WaitAsync(VirtualTime.Patience);
        more.SetResult();
        await asked.Task.WaitAsync(VirtualTime.Patience);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        end.SetResult();
        await outcomes;

        Assert.That(scene.Calls.Select(BulkScene.CountOf), Is.EqualTo(new[] { 1, 2 }));

        static TaskCompletionSource Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        async IAsyncEnumerable<UserUpdateRequest> Source()
        {
            yield return BulkScene.User(1);
            await more.Task;
            yield return BulkScene.User(2);
            await Task.Yield();
            yield return BulkScene.User(3);
            asked.SetResult();
            await end.Task;
        }
    }

    [Test]
    public async Task A_batch_is_filled_for_as_long_as_no_more_calls_may_go_out()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var first = new TaskCompletionSource();
        scene.Answer = async (_, _) =>
        {
            if (scene.Calls.Count == 1)
                await first.Task;
            return null;
        };
        var run = ((BulkLane<UserUpdateRequest>)scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxConcurrentCalls = 1 })).CreateRun(BulkReason.Disposed, TimeSpan.Zero, CancellationToken.None);

        await BulkScene.AllAsync(run.RunAsync(new GroupedSource<BulkRecord<UserUpdateRequest>>(Source())));

        Assert.That(scene.Calls.Select(BulkScene.CountOf), Is.EqualTo(new[] { 1, 2 }));

        IEnumerable<BulkRecord<UserUpdateRequest>[]> Source()
        {
            yield return [new(BulkScene.User(0))];
            run.FlushTo(1);
            yield return [new(BulkScene.User(1))];
            run.FlushTo(2);
            yield return [new(BulkScene.User(2))];
            first.SetResult();
        }
    }

    [Test]
    public async Task A_record_that_is_refused_here_keeps_no_other_of_its_user_waiting()
    {
        using var scene = new BulkScene();
        var options = new BulkUserUpdateOptions { MaxBatchBytes = 1024, FieldCheck = new BulkFieldCheck(new Dictionary<string, string> { ["count"] = "long" }) };
        UserUpdateRequest[] users = [BulkScene.User(1, new { text = new string('x', 2000) }), BulkScene.User(1, new { count = "x" }), BulkScene.User(1, new { n = double.NaN }), BulkScene.User(1, new { count = 1 })];

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates(options).SendAsync(users));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { BulkReason.TooLarge, BulkReason.WrongType, BulkReason.Unwritable, default }));
    }

    [Test]
    public async Task A_flush_sends_nothing_that_comes_after_it()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var run = ((BulkLane<UserUpdateRequest>)scene.Bulk.UserUpdates()).CreateRun(BulkReason.Disposed, TimeSpan.Zero, CancellationToken.None);

        await BulkScene.AllAsync(run.RunAsync(new GroupedSource<BulkRecord<UserUpdateRequest>>(Source())));

        Assert.That(scene.Calls.Select(BulkScene.CountOf), Is.EqualTo(new[] { 1, 2 }));

        IEnumerable<BulkRecord<UserUpdateRequest>[]> Source()
        {
            yield return [new(BulkScene.User(0))];
            run.FlushTo(1);
            yield return [new(BulkScene.User(1))];
            yield return [new(BulkScene.User(2))];
        }
    }

    [Test]
    public async Task A_body_whose_end_is_about_that_of_its_buffer_goes_out_whole()
    {
        using var scene = new BulkScene();
        var lane = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { CreateNewFields = true, UpdateOnly = true });
        for (var length = 16_384 - 200; length <= 16_384; length++)
        {
            var before = scene.Calls.Count;
            UserUpdateRequest[] users = [BulkScene.User(1, new { text = new string('x', length - 60) }), BulkScene.User(2)];

            var outcomes = await BulkScene.AllAsync(lane.SendAsync(users));
            outcomes.AddRange(await BulkScene.AllAsync(lane.SendAsync(users.Take(1))));

            Assert.That(outcomes.Select(outcome => outcome.Kind), Has.Exactly(3).Items.And.All.EqualTo(BulkOutcomeKind.Accepted), $"{length}");
            Assert.That(scene.Calls.Skip(before).Select(call => (BulkScene.CountOf(call), ((string)call["users"]![0]!["dataFields"]!["text"]!).Length)), Is.EqualTo(new[] { (2, length - 60), (1, length - 60) }));
        }
    }

    [Test]
    public async Task What_cannot_be_sent_is_refused_here()
    {
        using var scene = new BulkScene();
        UserUpdateRequest[] users = [new() { DataFields = [] }, new() { Email = "  " }, BulkScene.User(1, new { text = new string('x', 2000) }), new() { Email = "nan@example.com", DataFields = new JObject { ["n"] = double.NaN } }, BulkScene.User(2), null!];

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchBytes = 1024 }).SendAsync(users));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason.Value), Is.EqualTo(new[] { "no-identifier", "no-identifier", "too-large", "unwritable", "", "no-identifier" }));
        Assert.That(outcomes.Single(outcome => outcome.Sequence == 3).Exception, Is.InstanceOf<ArgumentException>());
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_user_is_in_a_batch_once_and_in_one_batch_at_a_time_in_order()
    {
        using var scene = new BulkScene();
        string[] spellings = ["ada@example.com", " ADA@example.com", "Ada@Example.com "];
        var users = Enumerable.Range(0, 30).Select(i => new UserUpdateRequest { Email = i % 3 == 0 ? spellings[i / 3 % 3] : $"u{i}@example.com", DataFields = new JObject { ["n"] = i } });
        var flying = 0;
        scene.Answer = async (body, _) =>
        {
            var hasAda = body["users"]!.Count(IsAda);
            if (hasAda > 0)
                Assert.That(Interlocked.Increment(ref flying), Is.EqualTo(1));
            await Task.Yield();
            if (hasAda > 0)
                Interlocked.Decrement(ref flying);
            Assert.That(hasAda, Is.LessThanOrEqualTo(1));
            return null;
        };

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates().SendAsync(users));

        Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(30));
        Assert.That(scene.Calls.SelectMany(call => call["users"]!.Where(IsAda)).Select(user => (int)user["dataFields"]!["n"]!).ToArray(), Is.Ordered.And.Length.EqualTo(10));

        static bool IsAda(JToken user) => ((string)user["email"]!).Trim().Equals("ada@example.com", StringComparison.OrdinalIgnoreCase);
    }

    [Test]
    public async Task Records_with_two_names_wait_for_both_and_none_is_forgotten()
    {
        using var scene = new BulkScene();
        UserUpdateRequest[] users =
        [
            new() { Email = "a@example.com", UserId = "1" }, new() { Email = "b@example.com", UserId = "1" }, new() { Email = "b@example.com" },
            new() { UserId = "1" }, new() { Email = "a@example.com", UserId = "2" }, new() { Email = "c@example.com" },
        ];

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates().SendAsync(users));

        Assert.That(outcomes.Select(outcome => outcome.Sequence).Order(), Is.EqualTo(Enumerable.Range(0, 6)));
        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.All.EqualTo(BulkOutcomeKind.Accepted));
        var sent = scene.Calls.Select(call => call["users"]!.Select(user => $"{user["email"]} {user["userId"]}").ToList()).ToList();
        Assert.That(sent.All(call => call.SelectMany(user => user.Split(' ', StringSplitOptions.RemoveEmptyEntries)).GroupBy(name => name).All(group => group.Count() == 1)), string.Join(" | ", sent.Select(call => string.Join(", ", call))));
        Assert.That(sent.SelectMany(call => call).Where(user => user.EndsWith(" 1", StringComparison.Ordinal)), Is.EqualTo(new[] { "a@example.com 1", "b@example.com 1", " 1" }));
        Assert.That(sent.SelectMany(call => call).Where(user => user.StartsWith("b@", StringComparison.Ordinal)), Is.EqualTo(new[] { "b@example.com 1", "b@example.com " }));
    }

    [Test]
    public async Task Records_that_wait_for_one_of_their_user_go_out_when_there_is_room_again()
    {
        using var scene = new BulkScene();
        var users = Enumerable.Range(0, 60).Select(i => BulkScene.User(i % 3, new { n = i }));

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 1, MaxConcurrentCalls = 1, MaxPendingRecords = 60 }).SendAsync(users));

        Assert.That(outcomes.Select(outcome => outcome.Kind), Has.Exactly(60).Items.And.All.EqualTo(BulkOutcomeKind.Accepted));
        foreach (var user in scene.Calls.Select(call => call["users"]![0]!).GroupBy(user => (string)user["email"]!))
            Assert.That(user.Select(record => (int)record["dataFields"]!["n"]!).ToArray(), Is.Ordered.And.Length.EqualTo(20));
    }

    [Test]
    public async Task The_next_calls_go_out_while_the_outcomes_of_one_are_taken()
    {
        using var scene = new BulkScene();

        await using var outcomes = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 4, MaxConcurrentCalls = 1 }).SendAsync(Enumerable.Range(0, 12).Select(i => BulkScene.User(i))).GetAsyncEnumerator();
        await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience);
        var calls = scene.Calls.Count;
        await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience);

        Assert.That((calls, scene.Calls.Count), Is.EqualTo((2, 3)));
    }

    [Test]
    public async Task Records_that_waited_for_others_go_out_in_as_many_calls_as_may_be()
    {
        using var scene = new BulkScene();
        UserUpdateRequest[] users = [BulkScene.User(0), BulkScene.User(1), BulkScene.User(0), BulkScene.User(1)];

        await using var outcomes = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 1, MaxConcurrentCalls = 2, MaxPendingRecords = 10 }).SendAsync(users).GetAsyncEnumerator();
        await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience);

        Assert.That(scene.Calls, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task The_next_batch_is_read_while_one_is_on_its_way()
    {
        using var scene = new BulkScene();
        var read = 0;

        await using var outcomes = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 1, MaxConcurrentCalls = 1, MaxPendingRecords = 10 })
            .SendAsync(Enumerable.Range(0, 10).Select(i => BulkScene.User(read++))).GetAsyncEnumerator();
        await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience);

        Assert.That((scene.Calls.Count, read), Is.EqualTo((2, 3)));
    }

    [Test]
    public async Task What_the_source_throws_comes_after_the_outcomes_of_what_it_gave()
    {
        using var scene = new BulkScene();
        var outcomes = new List<BulkOutcome<UserUpdateRequest>>();

        Assert.That(async () =>
        {
            await foreach (var outcome in scene.Bulk.UserUpdates().SendAsync(Broken()))
                outcomes.Add(outcome);
        }, Throws.TypeOf<InvalidDataException>());

        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.EqualTo(new[] { BulkOutcomeKind.Accepted, BulkOutcomeKind.Accepted }));

        static IEnumerable<UserUpdateRequest> Broken()
        {
            yield return BulkScene.User(1);
            yield return BulkScene.User(2);
            throw new InvalidDataException();
        }
    }

#pragma warning disable CS1998
    internal static async IAsyncEnumerable<T> Async<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
            yield return item;
    }
#pragma warning restore CS1998
}
