namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>What bad records cost, in calls.</summary>
public sealed class CallCountTests : ServerTests
{
    [SetUp]
    public void KnowTheFields() => Server.Users.Add("first@example.com", new { age = 36, plan = "pro", born = "1815-12-10" });

    [TestCase(1000, 0, 1)]
    [TestCase(1000, 1, 3)]
    [TestCase(1000, 10, 6)]
    [TestCase(1000, 1000, 29)]
    public async Task Records_of_a_wrong_type_cost_few_calls_whatever_their_number(int records, int wrong, int mostCalls)
    {
        var every = wrong == 0 ? int.MaxValue : records / wrong;
        bool IsWrong(int number) => wrong > 0 && number % every == every - 1;

        // Two fields take turns, where there is more than one wrong record.
        var users = Enumerable.Range(0, records).Select(number => new UserUpdateRequest
        {
            Email = $"user{number}@example.com",
            DataFields = !IsWrong(number) ? new JObject { ["age"] = 36, ["plan"] = "pro" }
                : number / every % 2 == 0 ? new JObject { ["age"] = "old", ["plan"] = "pro" }
                : new JObject { ["age"] = 36, ["plan"] = 12 },
        });

        var outcomes = await SendAsync(users);

        Assert.Multiple(() =>
        {
            Assert.That(outcomes, Has.Count.EqualTo(records));
            Assert.That(outcomes.Where(outcome => outcome.Kind == BulkOutcomeKind.Refused).Select(outcome => outcome.Sequence).Order(), Is.EqualTo(Enumerable.Range(0, records).Where(IsWrong)));
            Assert.That(outcomes.Where(outcome => outcome.Kind == BulkOutcomeKind.Refused).Select(outcome => outcome.Reason), Is.All.EqualTo(BulkReason.WrongType));
            Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(records - wrong));
            Assert.That(Server.Requests.Count, Is.LessThanOrEqualTo(mostCalls));
            Assert.That(Server.Requests.Select(request => request.OperationId), Is.All.EqualTo(IterableOperations.BulkUpdateUsers.Id), "never the calls for single records");
        });
    }

    [Test]
    public async Task A_refused_record_says_which_field_is_of_which_type()
    {
        var outcomes = await SendAsync([new UserUpdateRequest { Email = "ada@example.com", DataFields = new JObject { ["born"] = true } }]);

        var error = outcomes.Single().FieldErrors.Single();
        Assert.That((error.Field, error.ExpectedType), Is.EqualTo(("born", "date")));
    }

    [Test]
    public async Task One_user_the_server_does_not_name_costs_a_search_by_halves()
    {
        Server.Users.FailUnnamedInBulk("user500@example.com");

        var outcomes = await SendAsync(Enumerable.Range(0, 1000).Select(number => new UserUpdateRequest { Email = $"user{number}@example.com" }));

        Assert.Multiple(() =>
        {
            Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(999));
            Assert.That(outcomes.Single(outcome => outcome.Kind != BulkOutcomeKind.Accepted).Record.Email, Is.EqualTo("user500@example.com"));
            Assert.That(Server.Requests.Count, Is.LessThanOrEqualTo(25), "two calls for each halving");
        });
    }

    [Test]
    public async Task A_size_that_was_refused_is_not_tried_again()
    {
        const int most = 20_000;
        Server.Faults.For(IterableOperations.BulkUpdateUsers).When(call => call.Body.Length > most).Always().RespondHtml(HttpStatusCode.RequestEntityTooLarge);
        var users = Enumerable.Range(0, 3000).Select(number => new UserUpdateRequest { Email = $"user{number}@example.com" });

        var outcomes = await SendAsync(users);

        Assert.Multiple(() =>
        {
            Assert.That(outcomes.Select(outcome => outcome.Kind), Is.All.EqualTo(BulkOutcomeKind.Accepted));
            Assert.That(Server.Requests.Count(request => request.Body.Length > most), Is.LessThanOrEqualTo(6), "those that were under way, and their halves");
        });
    }

    private async Task<List<BulkOutcome<UserUpdateRequest>>> SendAsync(IEnumerable<UserUpdateRequest> users)
    {
        var outcomes = new List<BulkOutcome<UserUpdateRequest>>();
        await foreach (var outcome in Client.Bulk.UserUpdates().SendAsync(users))
            outcomes.Add(outcome);
        return outcomes;
    }
}
