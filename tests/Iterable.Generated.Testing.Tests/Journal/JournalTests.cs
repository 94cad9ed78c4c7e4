namespace Iterable.Generated.Testing.Tests;

public class JournalTests : ServerTests
{
    [Test]
    public async Task A_request_is_remembered_with_all_that_belongs_to_it()
    {
        Server.Clock.Stop();

        await PostAsync("users/update?a=1&a=2&b=x%20y", """{"email":"ada@example.com"}""");

        var request = Server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That((request.OperationId, request.Method, request.Path, request.Status), Is.EqualTo(("updateUser", "POST", "/api/users/update", 200)));
            Assert.That(request.Query["a"], Is.EqualTo(new[] { "1", "2" }));
            Assert.That(request.Query["b"], Is.EqualTo(new[] { "x y" }));
            Assert.That((string?)request.Json()["email"], Is.EqualTo("ada@example.com"));
            Assert.That((request.ApiKey, request.Project), Is.EqualTo((Server.ApiKey, Server.Project)));
            Assert.That(request.DataCenter, Is.SameAs(Server.UnitedStates));
            Assert.That(request.Time, Is.EqualTo(Server.Clock.GetUtcNow()));
            Assert.That(request.Headers["content-type"], Does.StartWith("application/json"));
        });
    }

    [Test]
    public async Task A_request_that_was_refused_is_remembered_too()
    {
        await Http.GetAsync("no/such/path");
        using var client = new HttpClient();
        await client.GetAsync(Server.Europe.BaseAddress + "/lists");

        var requests = Server.Requests.ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(requests.Select(request => request.Status), Is.EqualTo(new int?[] { 404, 401 }));
            Assert.That(requests.Select(request => request.OperationId), Is.EqualTo(new[] { null, "listLists" }));
            Assert.That(requests[1].Project, Is.Null);
        });
    }

    [Test]
    public async Task Both_operations_of_one_path_have_its_requests()
    {
        await Http.GetAsync("experiments/metrics");

        Server.Requests.AssertReceived(IterableOperations.GetExperimentMetrics, times: 1);
        Server.Requests.AssertReceived(IterableOperations.ExportExperimentMetrics, times: 1);
    }

    [Test]
    public async Task An_assertion_that_fails_lists_what_was_received()
    {
        await Http.GetAsync("lists");

        var thrown = Assert.Throws<IterableTestAssertionException>(() => Server.Requests.AssertReceived(IterableOperations.TrackEvent));

        Assert.That(
            thrown!.Message.ReplaceLineEndings("\n"),
            Is.EqualTo("Expected at least one request to trackEvent, received 0.\nReceived in all:\n  GET /api/lists -> 200"));
    }

    [Test]
    public async Task The_journal_forgets_the_oldest_requests_above_its_capacity()
    {
        await using var server = await IterableTestServer.StartAsync(new IterableTestServerOptions { JournalCapacity = 2 });
        using var client = server.CreateClient();
        foreach (var email in (string[])["a@example.com", "b@example.com", "c@example.com"])
            await client.Users.GetUserByEmailAsync(email);

        Assert.That(server.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/api/users/b%40example.com", "/api/users/c%40example.com" }));
    }
}
