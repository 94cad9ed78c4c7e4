namespace Iterable.Generated.Testing.Tests;

public class UserTests : ServerTests
{
    [Test]
    public async Task An_unknown_user_is_an_empty_answer()
    {
        var answer = await Http.GetAsync("users/nobody@example.com");

        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Content.ReadAsStringAsync().Result, Is.EqualTo("{}"));
        });
    }

    [Test]
    public async Task A_user_that_was_written_is_found_by_address_and_by_id()
    {
        await Client.Users.UpdateUserAsync(new UserUpdateRequest
        {
            Email = "Ada@example.com",
            UserId = "u-1",
            DataFields = new JObject { ["plan"] = "pro" },
        });

        var byEmail = await Client.Users.GetUserByEmailAsync("ada@example.com");
        var byUserId = await Client.Users.GetUserByUserIdAsync("u-1");

        Assert.Multiple(() =>
        {
            Assert.That(byEmail.User?.UserId, Is.EqualTo("u-1"));
            Assert.That(byUserId.User?.Email, Is.EqualTo("Ada@example.com"));
            Assert.That((string?)byUserId.User?.DataFields?["plan"], Is.EqualTo("pro"));
            Assert.That((string?)byUserId.User?.DataFields?["profileUpdatedAt"], Does.EndWith(" +00:00"));
            Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
        });
    }

    [TestCase(null, """{"street":"b"}""")]
    [TestCase(true, """{"city":"London","street":"b"}""")]
    public async Task Objects_are_replaced_or_merged(bool? merge, string expected)
    {
        Server.Users.Add("ada@example.com", new { address = new { city = "London", street = "a" } });

        await Client.Users.UpdateUserAsync(new UserUpdateRequest
        {
            Email = "ada@example.com",
            MergeNestedObjects = merge,
            DataFields = JObject.Parse("""{"address":{"street":"b"}}"""),
        });

        Assert.That(Server.Users.Find("ada@example.com")!.DataFields["address"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_bulk_update_counts_and_names_what_failed()
    {
        Server.Users.Add("bob@example.com", userId: "u-bob");
        Server.Users.Forget("gone@example.com");

        var answer = await Client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([
            new UserUpdateRequest { Email = "ada@example.com", DataFields = new JObject { ["plan"] = "pro" } },
            new UserUpdateRequest { UserId = "u-2" },
            new UserUpdateRequest { Email = "not an address" },
            new UserUpdateRequest { Email = "gone@example.com" },
            new UserUpdateRequest { Email = "ada@example.com", UserId = "u-bob" },
        ]));

        Assert.Multiple(() =>
        {
            Assert.That((answer.SuccessCount, answer.FailCount), Is.EqualTo((2L, 3L)));
            Assert.That(answer.CreatedFields, Is.EqualTo(new[] { "plan" }));
            Assert.That(answer.FailedUpdates!.InvalidEmails, Is.EqualTo(new[] { "not an address" }));
            Assert.That(answer.FailedUpdates.ForgottenEmails, Is.EqualTo(new[] { "gone@example.com" }));
            Assert.That(answer.FailedUpdates.ConflictEmails, Is.EqualTo(new[] { "ada@example.com" }));
            Assert.That(Server.Users.Select(user => user.Email ?? user.UserId), Is.EqualTo(new[] { "bob@example.com", "ada@example.com", "u-2" }));
        });
    }

    [Test]
    public async Task New_fields_that_may_not_be_created_are_left_out_and_named()
    {
        Server.Users.Add("ada@example.com", new { known = 1 });

        var answer = await Client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([new UserUpdateRequest { Email = "ada@example.com", DataFields = JObject.Parse("""{"known":2,"unknown":3}""") }])
        {
            CreateNewFields = false,
        });

        Assert.Multiple(() =>
        {
            Assert.That(answer.FilteredOutFields, Is.EqualTo(new[] { "unknown" }));
            Assert.That(answer.CreatedFields, Is.Empty);
            Assert.That(Server.Users.Find("ada@example.com")!.DataFields.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"known":2}"""));
        });
    }

    [Test]
    public async Task One_field_of_another_type_fails_a_whole_bulk_update()
    {
        Server.Users.Add("ada@example.com", new { age = 36 });

        var thrown = await Assert.CatchAsync<IterableException>(() => Client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([
            new UserUpdateRequest { Email = "bob@example.com" },
            new UserUpdateRequest { Email = "ada@example.com", DataFields = new JObject { ["age"] = "old" } },
        ])));

        Assert.Multiple(() =>
        {
            Assert.That(thrown!.Code?.Value, Is.EqualTo("RequestFieldsTypesMismatched"));
            Server.Users.AssertNotExists("bob@example.com");
        });
    }

    [Test]
    public async Task The_fields_of_the_project_have_types()
    {
        Server.Users.Add("ada@example.com", new
        {
            plan = "pro",
            age = 36,
            score = 1.5,
            active = true,
            born = "1815-12-10",
            home_geo_location = new { lat = 51.5, lon = -0.1 },
            tags = new[] { "a" },
        });

        var fields = (await Client.Users.GetUserFieldsAsync()).Fields!;

        Assert.That(
            (fields["plan"], fields["age"], fields["score"], fields["active"], fields["born"], fields["home_geo_location"], fields["tags"]),
            Is.EqualTo(("string", "long", "double", "boolean", "date", "geo_location", "string")));
    }

    [Test]
    public async Task A_deleted_user_is_gone_from_its_lists_and_cannot_be_deleted_again()
    {
        var list = Server.Lists.Add("Readers", "ada@example.com");

        await Client.Users.DeleteUserByEmailAsync("ada@example.com");
        var thrown = await Assert.CatchAsync<IterableException>(() => Client.Users.DeleteUserByEmailAsync("ada@example.com"));

        Assert.Multiple(() =>
        {
            Assert.That(Server.Users.Count, Is.Zero);
            Server.Lists.AssertNotMember(list, "ada@example.com");
            Assert.That(thrown!.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        });
    }

    [TestCase(IterableTestIdentity.Hybrid, HttpStatusCode.OK)]
    [TestCase(IterableTestIdentity.Email, HttpStatusCode.OK)]
    [TestCase(IterableTestIdentity.UserId, HttpStatusCode.BadRequest)]
    public async Task A_user_is_deleted_by_its_address_where_that_can_identify_it(IterableTestIdentity identity, HttpStatusCode status)
    {
        Server.Users.Add("ada@example.com", userId: "u-1");
        Server.Project.Identity = identity;

        var answer = await Http.DeleteAsync("users/ada@example.com");

        Assert.That((answer.StatusCode, Server.Users.Count), Is.EqualTo((status, status == HttpStatusCode.OK ? 0 : 1)));
    }

    [Test]
    public async Task A_device_is_kept_once_with_its_user()
    {
        using var mobile = Server.CreateClient(IterableKeyType.Mobile);
        var request = new RegisterDeviceTokenRequest(new Device("app", DevicePlatform.Gcm, "t-1"))
        {
            Email = "ada@example.com",
        };

        await mobile.Users.RegisterDeviceTokenAsync(request);
        await mobile.Users.RegisterDeviceTokenAsync(request);

        Assert.That(Server.Users.Find("ada@example.com")!.DataFields["devices"]!.Count(), Is.EqualTo(1));
    }

    [TestCase(IterableTestIdentity.Email, null, "UnknownUserIdError")]
    [TestCase(IterableTestIdentity.Email, true, null)]
    [TestCase(IterableTestIdentity.UserId, null, null)]
    [TestCase(IterableTestIdentity.Hybrid, null, null)]
    public async Task What_identifies_users_decides_whether_an_unknown_id_is_created(IterableTestIdentity identity, bool? preferUserId, string? code)
    {
        Server.Project.Identity = identity;
        var request = new UserUpdateRequest { UserId = "u-1", PreferUserId = preferUserId };

        if (code is null)
            await Client.Users.UpdateUserAsync(request);
        else
            Assert.That((await Assert.CatchAsync<IterableException>(() => Client.Users.UpdateUserAsync(request)))!.Code?.Value, Is.EqualTo(code));

        Assert.That(Server.Users.FindByUserId("u-1") is null, Is.EqualTo(code is not null));
    }

    [Test]
    public async Task Projects_and_data_centers_share_no_users()
    {
        var second = Server.UnitedStates.AddProject();
        var european = Server.Europe.AddProject();
        using var client = european.CreateClient();

        await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });

        Assert.That((Server.Users.Count, second.Users.Count, european.Users.Count), Is.EqualTo((0, 0, 1)));
    }
}
