namespace Iterable.Generated.Tests.Operations;

/// <summary>Requests about users in which it matters what is left out.</summary>
public class UserRequestTests
{
    [Test]
    public async Task A_subscription_that_is_null_is_left_alone_and_an_empty_one_is_cleared()
    {
        using var scene = new Scene().Answers(200);

        await scene.Client.Users.UpdateSubscriptionsAsync(new UpdateSubscriptionsRequest
        {
            Email = "ada@example.com",
            EmailListIds = [],
            UnsubscribedChannelIds = [7],
            UnsubscribedMessageTypeIds = null,
        });

        Assert.That(scene.Sent[0].Body, Is.EqualTo("""{"email":"ada@example.com","emailListIds":[],"unsubscribedChannelIds":[7]}"""));
    }

    [Test]
    public async Task Each_user_of_a_bulk_update_of_subscriptions_has_its_own_nulls()
    {
        using var scene = new Scene().Answers(200, """{"successCount":2,"failCount":0}""");

        await scene.Client.Users.BulkUpdateSubscriptionsAsync(new BulkUpdateSubscriptionsRequest([
            new UpdateSubscriptionsRequest { Email = "ada@example.com", SubscribedMessageTypeIds = [] },
            new UpdateSubscriptionsRequest { UserId = "u-1", EmailListIds = [1, 2], ValidateChannelAlignment = false },
        ]));

        Assert.That(
            scene.Sent[0].Body,
            Is.EqualTo("""{"updateSubscriptionsRequests":[{"email":"ada@example.com","subscribedMessageTypeIds":[]},{"userId":"u-1","emailListIds":[1,2],"validateChannelAlignment":false}]}"""));
    }

    [Test]
    public async Task A_flag_that_no_document_has_travels_with_a_bulk_update()
    {
        using var scene = new Scene().Answers(200, """{"successCount":0,"failCount":0}""");

        await scene.Client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([new UserUpdateRequest { Email = "ada@example.com" }])
        {
            AdditionalProperties = { ["updateOnly"] = true },
        });

        Assert.That(scene.Sent[0].Body, Is.EqualTo("""{"users":[{"email":"ada@example.com"}],"updateOnly":true}"""));
    }

    [Test]
    public async Task Tokens_are_invalidated_by_the_millisecond()
    {
        using var scene = new Scene().Answers(200, "");

        await scene.Client.Users.InvalidateJwtAsync(new InvalidateJwtRequest
        {
            UserId = "u-1",
            IssuedBefore = new DateTimeOffset(2026, 1, 14, 6, 20, 22, 123, TimeSpan.Zero),
        });

        Assert.That(scene.Sent[0].Body, Is.EqualTo("""{"userId":"u-1","issuedBefore":1768371622123}"""));
    }

    [Test]
    public async Task A_double_opt_in_is_answered_in_plain_text_or_not_at_all()
    {
        const string Accepted = "Request for double opt-in subscription accepted";
        using var scene = new Scene().Answers(202, Accepted, answer => answer.Content!.Headers.ContentType = new("text/plain")).Answers(204, "");
        var request = new DoubleOptInSubscriptionsRequest([3]) { Email = "ada@example.com" };

        Assert.That(await scene.Client.Subscriptions.SubscribeToDoubleOptInAsync(request), Is.EqualTo(Accepted));
        Assert.That(await scene.Client.Subscriptions.SubscribeToDoubleOptInAsync(request), Is.Empty);
    }

    [Test]
    public async Task A_code_that_is_not_right_is_a_success_with_a_status()
    {
        using var scene = new Scene().Answers(200, """{"msg":"","code":"Success","params":{"status":"rejected"}}""");

        var answer = await scene.Client.Verification.CheckSmsVerificationAsync(
            new CheckSmsVerificationRequest("123456", "+15555550100", 1));

        Assert.Multiple(() =>
        {
            Assert.That(answer.Code, Is.EqualTo(IterableResultCode.Success));
            Assert.That(answer.Params?.Status, Is.EqualTo(SmsVerificationStatus.Rejected));
        });
    }

    [Test]
    public async Task A_subscription_is_named_in_the_path()
    {
        using var scene = new Scene().Answers(202);

        await scene.Client.Subscriptions.UnsubscribeUserByEmailAsync(SubscriptionGroup.MessageType, 7, "ada+news/1@example.com");

        var sent = scene.Sent[0].Request;
        Assert.That(
            (sent.Method.Method, sent.RequestUri!.AbsolutePath),
            Is.EqualTo(("DELETE", "/api/subscriptions/messageType/7/user/ada%2Bnews%2F1%40example.com")));
    }

    [Test]
    public async Task A_code_that_nobody_listed_is_kept()
    {
        using var scene = new Scene().Answers(200, """{"msg":"","code":"SomethingNew","params":null}""");

        var answer = await scene.Client.Users.ForgetUserAsync(new UserRequest { Email = "ada@example.com" });

        Assert.That(answer.Code, Is.EqualTo(new IterableResultCode("SomethingNew")));
    }
}
