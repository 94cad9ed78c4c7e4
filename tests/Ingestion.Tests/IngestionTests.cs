using System.Net;
using System.Net.Http.Json;
using Iterable.Generated;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Newtonsoft.Json.Linq;
using Npgsql;

namespace Ingestion.Tests;

/// <summary>The sample as a process on its own, with a real PostgreSQL. What happens between workers when one is killed is Wolverine's part.</summary>
internal sealed class IngestionTests
{
    private const string Slow = "Processes of Wolverine's take seconds to begin and to end; .ci/run runs it.";

    [Test]
    public async Task What_comes_over_HTTP_and_from_code_takes_effect_once_and_in_the_order_of_its_user()
    {
        await using var scene = await IngestionScene.StartAsync();
        await using var queue = await scene.QueueAsync();
        await using var worker = await scene.WorkAsync();
        var updates = Enumerable.Range(0, 300).Select(i => new UserUpdateRequest { UserId = $"user-{i % 30}", DataFields = new JObject { ["step"] = i } }).ToArray();

        var accepted = await queue.Http.PostAsJsonAsync("/users", updates);
        await queue.Get<IngestionQueue>().AddAsync([.. Enumerable.Range(0, 100).Select(i => new TrackEventRequest("opened") { UserId = $"user-{i % 30}" })]);
        await worker.SettledAsync(400);

        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        var steps = scene.Server.Effects.Of(IterableOperations.BulkUpdateUsers);
        Assert.That(steps, Has.Count.EqualTo(300));
        foreach (var user in steps.GroupBy(effect => effect.UserId))
            Assert.That(user.Select(effect => (int)effect.Record["dataFields"]!["step"]!), Is.Ordered, user.Key);
        Assert.That(scene.Server.Effects.Of(IterableOperations.TrackBulkEvents).Select(effect => effect.Id).Distinct().Count(), Is.EqualTo(100));
    }

    [Test, Explicit(Slow), Category(nameof(Slow))]
    public async Task A_refused_record_is_kept_with_its_reason_and_sent_again_corrected()
    {
        await using var scene = await IngestionScene.StartAsync();
        await using var queue = await scene.QueueAsync();
        await using var worker = await scene.WorkAsync();
        await queue.Get<IngestionQueue>().AddAsync(Aged("ada", 36));
        await worker.SettledAsync(1);

        await queue.Get<IngestionQueue>().AddAsync(Aged("grace", "old"), Aged("alan", 41));
        await worker.SettledAsync(2);
        var refused = (await worker.RefusedAsync(1)).Single();
        var unknown = await worker.Http.PostAsJsonAsync($"/refused/{Guid.NewGuid()}/user", Aged("grace", 37));
        var another = await worker.Http.PostAsJsonAsync($"/refused/{refused.Id}/user", Aged("alan", 37));
        var corrected = await worker.Http.PostAsJsonAsync($"/refused/{refused.Id}/user", Aged("grace", 37));
        await worker.SettledAsync(1);

        Assert.That((refused.Reason, refused.Record.User), Is.EqualTo((BulkReason.WrongType.Value, "grace")));
        Assert.That(refused.Detail, Does.StartWith("age is not of type "));
        Assert.That(new[] { unknown.StatusCode, another.StatusCode, corrected.StatusCode }, Is.EqualTo(new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.Accepted }));
        Assert.That((int)scene.Server.Effects.AssertTookEffect(IterableOperations.BulkUpdateUsers, "grace", times: 1).Record["dataFields"]!["age"]!, Is.EqualTo(37));
        scene.Server.Effects.AssertTookEffect(IterableOperations.BulkUpdateUsers, "alan", times: 1);
        Assert.That(await worker.Http.GetStringAsync("/refused"), Is.EqualTo("[]"));
    }

    [Test, Explicit(Slow), Category(nameof(Slow))]
    public async Task What_was_refused_goes_again_as_it_is_once_the_project_is_put_right_and_is_refused_again_until_then()
    {
        await using var scene = await IngestionScene.StartAsync();
        await using var queue = await scene.QueueAsync();
        await using var worker = await scene.WorkAsync();
        scene.Server.Users.RefuseDataInBulk("ada", times: 2);
        await queue.Get<IngestionQueue>().AddAsync(Aged("ada", 36));
        await worker.SettledAsync(1);
        var first = (await worker.RefusedAsync(1)).Single();

        await worker.Http.PostAsync("/refused/replay", null);
        await worker.SettledAsync(1);
        var second = (await worker.RefusedAsync(1)).Single();
        await worker.Http.PostAsync("/refused/replay", null);
        await worker.SettledAsync(1);

        Assert.That((second.Id, second.Reason), Is.EqualTo((first.Id, BulkReason.InvalidData.Value)));
        Assert.That(second.RefusedAt, Is.GreaterThan(first.RefusedAt!.Value));
        scene.Server.Effects.AssertTookEffect(IterableOperations.BulkUpdateUsers, "ada", times: 1);
    }

    [Test, Explicit(Slow), Category(nameof(Slow))]
    public async Task What_Iterable_does_not_answer_is_sent_again_in_order_and_an_event_counts_once()
    {
        await using var scene = await IngestionScene.StartAsync();
        await using var queue = await scene.QueueAsync();
        await using var worker = await scene.WorkAsync();
        scene.Server.Faults.For(IterableOperations.BulkUpdateUsers).Times(5).RespondError(HttpStatusCode.BadGateway, "GenericError");
        scene.Server.Faults.For(IterableOperations.TrackBulkEvents).LoseAnswer();

        await queue.Get<IngestionQueue>().AddAsync(Aged("ada", 36), Aged("ada", 37));
        await queue.Get<IngestionQueue>().AddAsync(new TrackEventRequest("opened") { UserId = "ada" });
        await worker.SettledAsync(3);

        Assert.That(scene.Server.Effects.Of(IterableOperations.BulkUpdateUsers).TakeLast(2).Select(effect => (int)effect.Record["dataFields"]!["age"]!), Is.EqualTo(new[] { 36, 37 }));
        scene.Server.Events.AssertTracked("opened", times: 1);
    }

    [Test, Explicit(Slow), Category(nameof(Slow))]
    public async Task A_process_that_only_queues_does_no_work_and_what_it_queued_waits_for_a_worker()
    {
        await using var scene = await IngestionScene.StartAsync();
        await using (var queue = await scene.QueueAsync())
        {
            var accepted = await queue.Http.PostAsJsonAsync("/users", Enumerable.Range(0, 200).Select(i => Aged($"user-{i % 20}", i)).ToArray());
            Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        }

        Assert.That(scene.Server.Requests, Is.Empty);
        await using var worker = await scene.WorkAsync();
        await worker.SettledAsync(200);

        foreach (var user in scene.Server.Effects.Of(IterableOperations.BulkUpdateUsers).GroupBy(effect => effect.UserId))
            Assert.That(user.Select(effect => (int)effect.Record["dataFields"]!["age"]!), Is.Ordered.And.Exactly(10).Items, user.Key);
    }

    [Test, Explicit(Slow), Category(nameof(Slow))]
    public async Task A_stop_while_Iterable_does_not_answer_leaves_the_records_to_the_next_process()
    {
        await using var scene = await IngestionScene.StartAsync();
        scene.Server.Faults.For(IterableOperations.BulkUpdateUsers).Always().RespondError(HttpStatusCode.BadGateway, "GenericError");
        await using var queue = await scene.QueueAsync();
        await using (var first = await scene.WorkAsync())
        {
            await queue.Get<IngestionQueue>().AddAsync([.. Enumerable.Range(0, 20).Select(i => Aged($"user-{i}", i))]);
            await first.RepeatedAsync(20);
        }

        scene.Server.Faults.Clear();
        await using var second = await scene.WorkAsync();
        await second.SettledAsync(20);

        Assert.That(scene.Server.Effects.Of(IterableOperations.BulkUpdateUsers).Select(effect => effect.UserId).Distinct().Count(), Is.EqualTo(20));
        Assert.That(await second.RefusedAsync(0), Is.Empty);
    }

    [Test]
    public async Task A_record_without_a_user_is_refused_at_the_door_with_all_that_came_with_it()
    {
        await using var scene = await IngestionScene.StartAsync();
        await using var queue = await scene.QueueAsync();

        var answer = await queue.Http.PostAsJsonAsync("/users", new[] { Aged("ada", 36), new UserUpdateRequest() });
        var nothing = await queue.Http.PostAsJsonAsync("/events", new TrackEventRequest?[] { null });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("email or by userId"));
        Assert.That(nothing.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await queue.Http.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_queues_is_no_node_to_which_the_leader_of_the_workers_could_give_a_queue()
    {
        await using var scene = await IngestionScene.StartAsync();
        await using var queue = await scene.QueueAsync();

        await queue.Get<IngestionQueue>().AddAsync(Aged("ada", 36));

        var database = queue.Get<NpgsqlDataSource>();
        Assert.That(await database.CreateCommand($"select count(*) from {RefusedRecords.WolverineSchema}.wolverine_nodes").ExecuteScalarAsync(), Is.Zero);
        Assert.That(await database.CreateCommand($"select count(*) from {RefusedRecords.WolverineSchema}.wolverine_outgoing_envelopes").ExecuteScalarAsync(), Is.Zero, "it is in its queue");
    }

    [Test]
    public async Task What_could_not_be_stored_is_told_to_whoever_queues_it()
    {
        await using var scene = await IngestionScene.StartAsync();
        await using var queue = await scene.QueueAsync();
        await queue.Get<IngestionQueue>().AddAsync(Aged("ada", 36));
        await scene.LoseDatabaseAsync();

        var answer = await queue.Http.PostAsJsonAsync("/users", new[] { Aged("ada", 37) });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(async () => await queue.Get<IngestionQueue>().AddAsync(Aged("ada", 38)), Throws.InstanceOf<Exception>());
    }

    [Test]
    public async Task A_process_that_is_asked_to_end_begins_no_batch()
    {
        using var givenBack = new CancellationTokenSource();
        var process = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        process.StopApplication();

        var handling = new RecordHandler(null!, null!, null!, TimeProvider.System, process).Handle([IngestRecord.Of(Aged("ada", 36))], null!, givenBack.Token);

        Assert.That(handling.IsCompleted, Is.False);
        await givenBack.CancelAsync();
        Assert.That(async () => await handling, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_share_of_the_limits_that_cannot_be_is_told_before_anything_is_sent()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("Ingestion:Share", "1.5"), new("Iterable:ApiKey", "k"), new($"ConnectionStrings:{IngestionSetup.ConnectionName}", "Host=127.0.0.1;Port=1")]);
        builder.AddIngestionWorker();
        await using var app = builder.Build();

        Assert.That(() => app.Services.GetRequiredService<IIterableClient>(), Throws.Exception.With.Message.Contains("Share has to be more than 0 and at most 1"));
    }

    [Test, Explicit(Slow), Category(nameof(Slow))]
    public async Task Neither_logs_nor_spans_hold_anything_of_a_record_that_is_refused_or_has_to_wait()
    {
        await using var scene = await IngestionScene.StartAsync();
        await using var queue = await scene.QueueAsync();
        await using var worker = await scene.WorkAsync();
        scene.Server.Users.RefuseDataInBulk("ada@example.com", times: 2);
        scene.Server.Faults.For(IterableOperations.BulkUpdateUsers).Times(5).RespondError(HttpStatusCode.BadGateway, "GenericError");

        await queue.Http.PostAsJsonAsync("/users", new[] { new UserUpdateRequest { Email = "ada@example.com", DataFields = new JObject { ["name"] = "Lovelace" } } });
        await worker.SettledAsync(1);
        var refused = (await worker.RefusedAsync(1)).Single();

        Assert.That(refused.Record.User, Is.EqualTo("ada@example.com"));
        Assert.That(scene.Told.Texts, Is.Not.Empty.And.None.Contains("ada@example").And.None.Contains("Lovelace"));
        Assert.That(scene.Told.Texts, Has.Some.Contains(nameof(IngestRecord)), "spans and logs of the processes are seen here");
    }

    [Test]
    public void A_record_in_a_log_does_not_name_its_user()
    {
        var refused = new RefusedRecord(Guid.NewGuid(), IngestRecord.Of(new UserUpdateRequest { Email = "ada@example.com" }), BulkReason.Invalid.Value, "");

        Assert.That($"{refused} {IngestRecord.Of(new TrackEventRequest("opened") { Email = "ada@example.com" }, DateTimeOffset.UtcNow)}", Does.Not.Contain("ada").And.Contain("an event"));
    }

    private static UserUpdateRequest Aged(string userId, JToken age) => new() { UserId = userId, DataFields = new JObject { ["age"] = age } };
}
