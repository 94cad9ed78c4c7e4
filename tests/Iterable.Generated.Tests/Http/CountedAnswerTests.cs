namespace Iterable.Generated.Tests.Http;

/// <summary>A bulk call answers how many records took effect. An answer that does not is no success.</summary>
public class CountedAnswerTests
{
    private static IEnumerable<TestCaseData> Calls()
    {
        yield return Call("users", client => client.Users.BulkUpdateUsersAsync(Body<BulkUpdateUsersRequest>("""{"users":[{"email":"a@b.example"}]}""")));
        yield return Call("events", client => client.Events.TrackBulkEventsAsync(Body<BulkTrackRequest>("""{"events":[{"email":"a@b.example","eventName":"e"}]}""")));
        yield return Call("subscribers", client => client.Lists.SubscribeToListAsync(Body<SubscribeRequest>("""{"listId":1,"subscribers":[{"email":"a@b.example"}]}""")));
        yield return Call("unsubscribers", client => client.Lists.UnsubscribeFromListAsync(Body<UnsubscribeRequest>("""{"listId":1,"subscribers":[{"email":"a@b.example"}]}""")));
        yield return Call("subscriptions", client => client.Users.BulkUpdateSubscriptionsAsync(Body<BulkUpdateSubscriptionsRequest>("""{"updateSubscriptionsRequests":[{"email":"a@b.example"}]}""")));
        yield return Call("a call that is written out", client => client.SendAsync(HttpMethod.Post, "/api/users/bulkUpdate", body: """{"users":[]}"""));
        yield return Call("a class of the caller's", client => client.SendAsync<Mine>(HttpMethod.Post, "/api/events/trackBulk", body: """{"events":[]}"""));

        static TestCaseData Call(string name, Func<IterableClient, Task> call) => new TestCaseData(call).SetArgDisplayNames(name);
        static T Body<T>(string json)
            where T : IterableModel => IterableModel.FromJson<T>(json);
    }

    [TestCaseSource(nameof(Calls))]
    public async Task An_answer_without_its_counters_is_unreadable(Delegate call)
    {
        foreach (var body in new[] { "{}", """{"successCount":1}""", """{"successCount":null,"failCount":0}""" })
        {
            using var scene = new Scene().Answers(200, body, answer => answer.Headers.Add("Iterable-Request-Id", "request-7"));

            var failure = await Failures.FailureAsync<IterableUnreadableResponseException>(() => ((Func<IterableClient, Task>)call)(scene.Client));

            Assert.That(failure.Message, Does.Match("it has no (success|fail)Count, without which it does not tell what was done"), body);
            Assert.That((failure.Attempts, failure.RequestId, failure.StatusCode), Is.EqualTo((1, "request-7", HttpStatusCode.OK)));
        }
    }

    [Test]
    public async Task A_counter_that_is_no_number_is_none()
    {
        using var scene = new Scene().Answers(200, """{"successCount":"many","failCount":0}""");

        await scene.Client.Lists.SubscribeToListAsync(IterableModel.FromJson<SubscribeRequest>("""{"listId":1,"subscribers":[]}""")).FailureAsync<IterableUnreadableResponseException>();
    }

    [TestCaseSource(nameof(Calls))]
    public async Task Counters_alone_are_an_answer_and_so_is_the_plain_confirmation(Delegate call)
    {
        using var scene = new Scene().Answers(200, """{"successCount":1,"failCount":0}""").Answers(200, """{"msg":"","code":"Success","params":null}""");

        await ((Func<IterableClient, Task>)call)(scene.Client);
        await ((Func<IterableClient, Task>)call)(scene.Client);

        Assert.That(scene.Sent, Has.Count.EqualTo(2));
    }

    [TestCaseSource(nameof(Calls))]
    public async Task The_code_of_a_failure_says_more_than_what_is_missing(Delegate call)
    {
        using var scene = new Scene().Answers(200, """{"msg":"no","code":"GenericError"}""");

        var failure = await Failures.FailureAsync<IterableException>(() => ((Func<IterableClient, Task>)call)(scene.Client));

        Assert.That(failure.Code?.Value, Is.EqualTo("GenericError"));
    }

    private sealed class Mine
    {
        public long? SuccessCount { get; set; }
    }
}
