using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

public class IterableJwtTests
{
    private const string Secret = "2EB6A2F34691492F81A819AEDA32427F";

    private static readonly IterableUserIdentity Ada = IterableUserIdentity.FromEmail("ada@example.com");
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, 700, TimeSpan.Zero);

    [Test]
    public void The_published_example_comes_out_byte_for_byte()
    {
        var token = IterableJwt.Sign(
            Secret,
            IterableUserIdentity.FromEmail("test@iterable.com"),
            DateTimeOffset.FromUnixTimeSeconds(1599693218),
            DateTimeOffset.FromUnixTimeSeconds(1599693219));

        Assert.That(token, Is.EqualTo(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJlbWFpbCI6InRlc3RAaXRlcmFibGUuY29tIiwiaWF0IjoxNTk5NjkzMjE4LCJleHAiOjE1OTk2OTMyMTl9."
            + "eDbexB7CnK2jGsXvHfYENrCEkblrLKxgMNbmlfJHXUA"));
    }

    [Test]
    public async Task A_token_is_for_the_user_of_the_call_and_as_long_as_the_options_say()
    {
        var provider = new IterableJwtProvider(Secret, new IterableJwtOptions { Lifetime = TimeSpan.FromMinutes(5), TimeProvider = new Clock() });

        var token = await provider.GetTokenAsync(new IterableTokenRequest(IterableOperations.TrackEvent, IterableUserIdentity.FromUserId("u\"1")), default);

        var claims = Claims(token!.Value);
        Assert.That(claims.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"userId":"u\"1","iat":1767268800,"exp":1767269100}"""));
        Assert.That(token.ExpiresAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1767269100)));
        Assert.That(new IterableToken(token.Value).ExpiresAt, Is.EqualTo(token.ExpiresAt));
    }

    [Test]
    public async Task A_call_without_a_user_is_an_error_that_tells_what_to_do()
    {
        var provider = new IterableJwtProvider(Secret);

        await Assert.ThatAsync(
            async () => await provider.GetTokenAsync(new IterableTokenRequest(IterableOperations.TrackBulkEvents, null), default),
            Throws.InvalidOperationException.With.Message.Contains("trackBulkEvents").And.Message.Contains("IterableCallOptions.User"));
    }

    [Test]
    public async Task A_rotated_secret_signs_the_next_token()
    {
        var secret = Secret;
        var provider = new IterableJwtProvider(_ => new ValueTask<string>(secret), new IterableJwtOptions { TimeProvider = new Clock() });
        var request = new IterableTokenRequest(IterableOperations.TrackEvent, Ada);
        var first = await provider.GetTokenAsync(request, default);

        secret = "F72423ADEA918A18F29419643F2A6BE2";
        var second = await provider.GetTokenAsync(request, default);

        Assert.That(second!.Value, Is.Not.EqualTo(first!.Value));
    }

    [TestCase("")]
    [TestCase("sh0rt")]
    public void A_secret_that_cannot_be_one_is_refused_and_not_repeated(string secret)
    {
        var error = Assert.Throws<ArgumentException>(() => _ = new IterableJwtProvider(secret))!;

        Assert.That(error.Message, Does.Contain("JWT secret").And.Not.Contain("sh0rt"));
    }

    [TestCase(1)]
    [TestCase(366 * 24 * 60)]
    public void A_lifetime_iterable_refuses_is_refused_here(int minutes) => Assert.Throws<ArgumentException>(
        () => _ = new IterableJwtProvider(Secret, new IterableJwtOptions { Lifetime = TimeSpan.FromMinutes(minutes) }));

    [Test]
    public void Times_that_cannot_be_right_are_refused()
    {
        Assert.Throws<ArgumentException>(() => IterableJwt.Sign(Secret, Ada, Now, Now));
        Assert.Throws<ArgumentException>(() => IterableJwt.Sign(Secret, Ada, Now, Now.AddDays(366)));
    }

    private static JObject Claims(string token)
    {
        var part = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JObject.Parse(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(part.PadRight((part.Length + 3) / 4 * 4, '='))));
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
