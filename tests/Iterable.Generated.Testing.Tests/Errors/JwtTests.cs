using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Iterable.Generated.Testing.Tests;

public class JwtTests : ServerTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1599693218);

    private IterableTestApiKey _key = null!;

    [SetUp]
    public void UseJwtKey()
    {
        Server.Clock.Stop();
        Server.Clock.Set(Now);
        _key = Server.Project.CreateApiKey(IterableKeyType.Mobile, requiresJwt: true);
        Http.DefaultRequestHeaders.Remove("Api-Key");
        Http.DefaultRequestHeaders.Add("Api-Key", _key.Value);
    }

    [Test]
    public void The_published_token_holds_for_its_user_until_it_expires()
    {
        const string Token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJlbWFpbCI6InRlc3RAaXRlcmFibGUuY29tIiwiaWF0IjoxNTk5NjkzMjE4LCJleHAiOjE1OTk2OTMyMTl9.eDbexB7CnK2jGsXvHfYENrCEkblrLKxgMNbmlfJHXUA";
        var headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + Token };
        var request = new IterableTestRequest(Now, "POST", "/api/events/track", new Dictionary<string, IReadOnlyList<string>>(), headers, "");

        Assert.That(JwtCheck.Check(request, "2EB6A2F34691492F81A819AEDA32427F", Now), Is.EqualTo(new UserIdentity("test@iterable.com", null)));
        Assert.Throws<Refusal>(() => JwtCheck.Check(request, "2EB6A2F34691492F81A819AEDA32427F", Now.AddSeconds(1)));
        Assert.Throws<Refusal>(() => JwtCheck.Check(request, "another secret", Now));
    }

    [Test]
    public async Task A_token_for_the_user_of_the_call_is_accepted()
    {
        Use("""{"email":"ada@example.com","iat":1599693218,"exp":1599693318}""");

        Assert.That((await TrackAsync("ada@example.com")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_token_for_another_user_is_refused()
    {
        Use("""{"email":"ada@example.com","iat":1599693218,"exp":1599693318}""");

        await ErrorAsync(await TrackAsync("bob@example.com"), HttpStatusCode.BadRequest, "JwtUserIdentifiersMismatched");
    }

    [TestCase("""{"email":"ada@example.com","iat":1599693218,"exp":1599693318}""", """{"userId":"u-2","eventName":"opened"}""")]
    [TestCase("""{"userId":"u-1","iat":1599693218,"exp":1599693318}""", """{"email":"bob@example.com","eventName":"opened"}""")]
    [TestCase("""{"userId":"u-1","iat":1599693218,"exp":1599693318}""", """{"email":"new@example.com","eventName":"opened"}""")]
    [TestCase("""{"userId":"u-1","iat":1599693218,"exp":1599693318}""", """{"email":"bob@example.com","userId":"u-1","eventName":"opened"}""")]
    [TestCase("""{"userId":"u-3","iat":1599693218,"exp":1599693318}""", """{"email":"bob@example.com","userId":"u-3","eventName":"opened"}""")]
    [TestCase("""{"email":"new@example.com","iat":1599693218,"exp":1599693318}""", """{"email":"new@example.com","userId":"u-2","eventName":"opened"}""")]
    public async Task A_token_that_names_its_user_in_one_way_is_refused_for_another_who_is_named_in_the_other(string claims, string call)
    {
        Server.Users.Add("ada@example.com", userId: "u-1");
        Server.Users.Add("bob@example.com", userId: "u-2");
        Use(claims);

        await ErrorAsync(await PostAsync("events/track", call), HttpStatusCode.BadRequest, "JwtUserIdentifiersMismatched");

        Assert.That(Server.Events, Is.Empty);
    }

    [TestCase("""{"email":"Ada@example.com","iat":1599693218,"exp":1599693318}""", """{"userId":"u-1","eventName":"opened"}""")]
    [TestCase("""{"userId":"u-1","iat":1599693218,"exp":1599693318}""", """{"email":"Ada@example.com","eventName":"opened"}""")]
    [TestCase("""{"email":"ada@example.com","iat":1599693218,"exp":1599693318}""", """{"email":"ada@example.com","userId":"u-1","eventName":"opened"}""")]
    [TestCase("""{"userId":"u-3","iat":1599693218,"exp":1599693318}""", """{"email":"new@example.com","userId":"u-3","eventName":"opened"}""")]
    public async Task A_token_holds_for_its_user_in_whichever_way_the_call_names_the_one_that_the_project_knows(string claims, string call)
    {
        Server.Users.Add("ada@example.com", userId: "u-1");
        Use(claims);

        Assert.That((await PostAsync("events/track", call)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_token_expires_on_the_clock_of_the_server()
    {
        Use("""{"email":"ada@example.com","iat":1599693218,"exp":1599693318}""");
        Server.Clock.Advance(TimeSpan.FromSeconds(100));

        var error = await ErrorAsync(await TrackAsync("ada@example.com"), HttpStatusCode.Unauthorized, "InvalidJwtPayload");

        Assert.Multiple(() =>
        {
            Assert.That((string?)error["msg"], Is.EqualTo("JWT token is expired"));
            Assert.That((string?)error["params"]!["endpoint"], Is.EqualTo("/api/events/track"));
        });
    }

    [Test]
    public async Task A_token_that_was_issued_before_it_was_invalidated_is_refused_and_a_later_one_accepted()
    {
        Server.Users.Add("ada@example.com", userId: "u-1");
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await Client.Users.InvalidateJwtAsync(new InvalidateJwtRequest { UserId = "u-1" });

        Use("""{"email":"ada@example.com","iat":1599693218,"exp":1599693318}""");
        await ErrorAsync(await TrackAsync("ada@example.com"), HttpStatusCode.Unauthorized, "InvalidJwtPayload");

        Use("""{"email":"ada@example.com","iat":1599693219,"exp":1599693318}""");
        Assert.That((await TrackAsync("ada@example.com")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("""{"email":"ada@example.com","iat":1599693218,"exp":1631229219}""")]
    [TestCase("""{"email":"ada@example.com","iat":"1599693218","exp":1599693318}""")]
    [TestCase("""{"email":"ada@example.com","userId":"u-1","iat":1599693218,"exp":1599693318}""")]
    [TestCase("""{"iat":1599693218,"exp":1599693318}""")]
    [TestCase("no json")]
    public async Task Claims_that_break_the_rules_are_refused(string claims)
    {
        Use(claims);

        await ErrorAsync(await TrackAsync("ada@example.com"), HttpStatusCode.Unauthorized, "InvalidJwtPayload");
    }

    [Test]
    public async Task A_call_without_a_token_is_refused() =>
        await ErrorAsync(await TrackAsync("ada@example.com"), HttpStatusCode.Unauthorized, "BadAuthorizationHeader");

    private Task<HttpResponseMessage> TrackAsync(string email) =>
        PostAsync("events/track", $$"""{"email":"{{email}}","eventName":"opened"}""");

    private void Use(string claims)
    {
        var signed = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(claims)}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(_key.JwtSecret!), Encoding.ASCII.GetBytes(signed));
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{signed}.{Base64Url.EncodeToString(signature)}");
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
