namespace Iterable.Generated.Testing.Tests;

public class UserIdentityTests : ServerTests
{
    [Test]
    public async Task A_user_is_found_by_query_and_an_unknown_one_is_an_empty_answer()
    {
        Server.Users.Add("ada+news/1@example.com", userId: "u/1 &2");

        var byEmail = await Client.Users.FindUserByEmailAsync("ada+news/1@example.com");
        var byUserId = await Client.Users.FindUserByUserIdAsync("u/1 &2");
        var nobody = await Client.Users.FindUserByEmailAsync("nobody@example.com");

        Assert.That((byEmail.User?.UserId, byUserId.User?.Email, nobody.User), Is.EqualTo(("u/1 &2", "ada+news/1@example.com", (UserProfile?)null)));
    }

    [TestCase("u-é")]
    [TestCase("u-\t1")]
    [TestCase("u-1 ")]
    public async Task A_malformed_userId_is_refused(string userId)
    {
        var request = new JObject { ["email"] = "ada@example.com", ["userId"] = userId };

        var one = await PostAsync("users/update", request.ToString());
        var users = await JsonAsync(await PostAsync("users/bulkUpdate", new JObject { ["users"] = new JArray(request) }.ToString()));
        var events = await JsonAsync(await PostAsync("events/trackBulk", new JObject { ["events"] = new JArray(new JObject { ["userId"] = userId, ["eventName"] = "signedUp" }) }.ToString()));

        await ErrorAsync(one, HttpStatusCode.BadRequest, "InvalidUserIdError");
        Assert.That((users["failedUpdates"]!["invalidUserIds"], events["failedUpdates"]!["invalidUserIds"]), Is.EqualTo((new JArray(userId), new JArray(userId))));
        Assert.That(Server.Users, Is.Empty);
    }

    [Test]
    public async Task A_userId_may_have_spaces_before_its_end()
    {
        await Client.Users.UpdateUserAsync(new UserUpdateRequest { UserId = " u 1" });

        Assert.That(Server.Users.FindByUserId(" u 1"), Is.Not.Null);
    }

    [Test]
    public async Task A_user_keeps_its_events_under_a_new_address()
    {
        Server.Events.Add("signedUp", "ada@example.com");

        await Client.Users.UpdateUserEmailAsync(new UpdateEmailRequest("countess@example.com") { CurrentEmail = "ada@example.com" });

        Assert.Multiple(() =>
        {
            Server.Users.AssertNotExists("ada@example.com");
            Server.Events.AssertTracked("signedUp", email: "countess@example.com");
        });
    }

    [TestCase("nobody@example.com", "countess@example.com", "UnknownEmailError")]
    [TestCase("ada@example.com", "bob@example.com", "EmailAlreadyExists")]
    [TestCase("ada@example.com", "gone@example.com", "ForgottenUserError")]
    [TestCase("ada@example.com", "no address", "InvalidEmailAddressError")]
    public async Task An_address_that_cannot_be_given_is_refused(string current, string renamed, string code)
    {
        Server.Users.Add("ada@example.com");
        Server.Users.Add("bob@example.com");
        Server.Users.Forget("gone@example.com");

        var thrown = await Assert.CatchAsync<IterableException>(
            () => Client.Users.UpdateUserEmailAsync(new UpdateEmailRequest(renamed) { CurrentEmail = current }));

        Assert.That(thrown!.Code?.Value, Is.EqualTo(code));
        Server.Users.AssertExists("ada@example.com");
    }

    [Test]
    public async Task A_merged_user_is_gone_and_what_it_did_belongs_to_the_other()
    {
        var list = Server.Lists.Add("Readers", "anonymous@example.com");
        Server.Users.Add("anonymous@example.com", new { plan = "free", city = "London" });
        Server.Users.Add("ada@example.com", new { plan = "pro" });
        Server.Events.Add("signedUp", "anonymous@example.com");

        await Client.Users.MergeUsersAsync(new MergeUsersRequest { SourceEmail = "anonymous@example.com", DestinationEmail = "ada@example.com" });

        var events = await Client.Events.GetEventsByEmailAsync("ada@example.com");
        Assert.Multiple(() =>
        {
            Server.Users.AssertNotExists("anonymous@example.com");
            Server.Users.AssertExists("ada@example.com", new { plan = "pro", city = "London" });
            Server.Lists.AssertMember(list, "ada@example.com");
            Server.Events.AssertTracked("signedUp", email: "ada@example.com", times: 1);
            Assert.That(events.Events, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Arrays_are_joined_where_that_is_asked()
    {
        Server.Users.Add("anonymous@example.com", new { tags = new[] { "a", "b" }, pets = new[] { new { id = 1, name = "Rex" }, new { id = 2, name = "Tom" } }, age = 36, kept = new[] { 1 } });
        Server.Users.Add("ada@example.com", new { tags = new[] { "b", "c" }, pets = new[] { new { id = 2, name = "Kit" } }, age = 37, kept = new[] { 2 } });

        await Client.Users.MergeUsersAsync(new MergeUsersRequest
        {
            SourceEmail = "anonymous@example.com",
            DestinationEmail = "ada@example.com",
            ArrayMerge = [new ArrayMerge { Field = "tags" }, new ArrayMerge { Field = "pets", DedupeBy = "id" }, new ArrayMerge { Field = "age" }],
        });

        var fields = Server.Users.Find("ada@example.com")!.DataFields;
        Assert.That(
            new[] { fields["tags"], fields["pets"], fields["age"], fields["kept"] }.Select(value => value!.ToString(Newtonsoft.Json.Formatting.None)),
            Is.EqualTo(new[] { """["b","c","a"]""", """[{"id":2,"name":"Kit"},{"id":1,"name":"Rex"}]""", "[37,36]", "[2]" }));
    }

    [Test]
    public async Task Duplicates_of_plain_values_cannot_be_told_by_a_member_and_nothing_is_merged()
    {
        Server.Users.Add("anonymous@example.com", new { tags = new[] { "a" } });
        Server.Users.Add("ada@example.com");

        await Assert.CatchAsync<IterableBadRequestException>(() => Client.Users.MergeUsersAsync(new MergeUsersRequest
        {
            SourceEmail = "anonymous@example.com",
            DestinationEmail = "ada@example.com",
            ArrayMerge = [new ArrayMerge { Field = "tags", DedupeBy = "id" }],
        }));

        Server.Users.AssertExists("anonymous@example.com");
        Assert.That(Server.Users.Find("ada@example.com")!.DataFields, Is.Empty);
    }

    [Test]
    public async Task A_user_that_is_merged_into_nobody_takes_the_name()
    {
        Server.Users.AddByUserId("anonymous-1", new { plan = "free" });

        await Client.Users.MergeUsersAsync(new MergeUsersRequest { SourceUserId = "anonymous-1", DestinationUserId = "u-1" });

        Assert.That((Server.Users.FindByUserId("anonymous-1"), (string?)Server.Users.FindByUserId("u-1")!.DataFields["plan"]), Is.EqualTo(((IterableTestUser?)null, "free")));
    }

    [TestCase("nobody@example.com", "ada@example.com", HttpStatusCode.BadRequest, "UnknownEmailError")]
    [TestCase("gone@example.com", "ada@example.com", HttpStatusCode.Conflict, "ForgottenUserError")]
    [TestCase("ada@example.com", "gone@example.com", HttpStatusCode.Conflict, "ForgottenUserError")]
    [TestCase("ada@example.com", "ada@example.com", HttpStatusCode.BadRequest, "BadParams")]
    public async Task Users_that_cannot_be_merged_are_refused(string source, string destination, HttpStatusCode status, string code)
    {
        Server.Users.Add("ada@example.com");
        Server.Users.Forget("gone@example.com");

        var thrown = await Assert.CatchAsync<IterableException>(
            () => Client.Users.MergeUsersAsync(new MergeUsersRequest { SourceEmail = source, DestinationEmail = destination }));

        Assert.That((thrown!.StatusCode, thrown.Code?.Value), Is.EqualTo((status, code)));
    }
}
