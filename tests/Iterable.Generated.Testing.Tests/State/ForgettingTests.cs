using System.Security.Cryptography;
using System.Text;

namespace Iterable.Generated.Testing.Tests;

public class ForgettingTests : ServerTests
{
    private static readonly UserRequest Ada = new() { Email = "Ada@example.com" };

    [Test]
    public async Task A_forgotten_user_is_gone_with_all_its_data()
    {
        var list = Server.Lists.Add("Readers", "ada@example.com", "bob@example.com");
        Server.Events.Add("signedUp", "ada@example.com");
        Server.Events.Add("signedUp", "bob@example.com");

        await Client.Users.ForgetUserAsync(Ada);

        Assert.Multiple(() =>
        {
            Server.Users.AssertNotExists("ada@example.com");
            Assert.That(Server.Lists.Find(list)!.Members, Is.EqualTo(new[] { "bob@example.com" }));
            Assert.That(Server.Events.Select(item => item.Email), Is.EqualTo(new[] { "bob@example.com" }));
            Assert.That(Server.Users.IsForgotten("ada@example.com"));
        });
    }

    [Test]
    public async Task A_forgotten_user_is_refused_until_it_is_let_in_again()
    {
        var list = Server.Lists.Add("Readers");
        await Client.Users.ForgetUserAsync(Ada);

        var thrown = await Assert.CatchAsync<IterableConflictException>(() => Client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" }));
        var joined = await Client.Lists.SubscribeToListAsync(new SubscribeRequest(list, [new Subscriber { Email = "ada@example.com" }]));

        Assert.That(thrown!.Code?.Value, Is.EqualTo("ForgottenUserError"));
        Assert.That(joined.FailedUpdates!.ForgottenEmails, Is.EqualTo(new[] { "ada@example.com" }));

        await Client.Users.UnforgetUserAsync(Ada);
        await Client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });
        Server.Users.AssertExists("ada@example.com");
    }

    [Test]
    public async Task Who_was_forgotten_is_listed_by_hash()
    {
        await Client.Users.ForgetUserAsync(Ada);
        await Client.Users.ForgetUserAsync(new UserRequest { UserId = " U-1 " });

        Assert.Multiple(async () =>
        {
            Assert.That((await Client.Users.ListForgottenEmailsAsync()).HashedEmails, Is.EqualTo(new[] { Hash("ada@example.com") }));
            Assert.That((await Client.Users.ListForgottenUserIdsAsync()).HashedUserIds, Is.EqualTo(new[] { Hash("u-1") }));
        });
    }

    [Test]
    public async Task What_identifies_users_decides_who_can_be_forgotten_and_listed()
    {
        Server.Project.Identity = IterableTestIdentity.UserId;
        await Assert.CatchAsync<IterableBadRequestException>(() => Client.Users.ForgetUserAsync(Ada));
        await Assert.CatchAsync<IterableBadRequestException>(() => Client.Users.ListForgottenEmailsAsync());

        Server.Project.Identity = IterableTestIdentity.Email;
        await Client.Users.ForgetUserAsync(Ada);
        await Assert.CatchAsync<IterableBadRequestException>(() => Client.Users.ListForgottenUserIdsAsync());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
