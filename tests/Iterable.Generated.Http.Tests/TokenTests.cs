namespace Iterable.Generated.Tests;

public class TokenTests
{
    [Test]
    public async Task Signed_tokens_are_accepted_replaced_before_their_end_and_after_a_refusal()
    {
        await using var server = await IterableTestServer.StartAsync();
        var key = server.Project.CreateApiKey(IterableKeyType.Mobile, requiresJwt: true);
        var options = server.Project.CreateClientOptions();
        options.ApiKey = key.Value;
        options.TimeProvider = server.Clock;
        options.TokenProvider = new IterableJwtProvider(key.JwtSecret!, new IterableJwtOptions { TimeProvider = server.Clock });
        using var client = new IterableClient(options);
        server.Clock.Stop();

        await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });
        server.Clock.Advance(TimeSpan.FromMinutes(59.5));
        await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });
        server.Faults.For(IterableOperations.UpdateUser).RespondError(HttpStatusCode.Unauthorized, "InvalidJwtPayload", "JWT token is revoked");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });
        await client.Users.UpdateUserAsync(new UserUpdateRequest { UserId = "u1" });

        var tokens = server.Requests.To(IterableOperations.UpdateUser).Select(request => request.Headers["Authorization"]).ToArray();
        Assert.That(tokens.Distinct().Count(), Is.EqualTo(4));
        Assert.That(tokens, Has.Length.EqualTo(5));
    }

    [Test]
    public async Task The_server_refuses_a_token_that_is_missing_expired_forged_or_for_another_user()
    {
        await using var server = await IterableTestServer.StartAsync();
        var key = server.Project.CreateApiKey(IterableKeyType.Mobile, requiresJwt: true);
        var ada = IterableUserIdentity.FromEmail("ada@example.com");
        var now = server.Clock.GetUtcNow();
        var forged = IterableJwt.Sign(new string('x', 32), ada, now, now.AddHours(1));
        var expired = IterableJwt.Sign(key.JwtSecret!, ada, now.AddHours(-2), now.AddHours(-1));
        var other = IterableJwt.Sign(key.JwtSecret!, IterableUserIdentity.FromEmail("bob@example.com"), now, now.AddHours(1));

        foreach (var (token, code) in new[] { (null, "BadAuthorizationHeader"), (forged, "InvalidJwtPayload"), (expired, "InvalidJwtPayload"), (other, "JwtUserIdentifiersMismatched") })
        {
            var options = server.Project.CreateClientOptions();
            options.ApiKey = key.Value;
            options.TokenProvider = token is null ? null : new Fixed(token);
            using var client = new IterableClient(options);

            var error = await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" }).FailureAsync<IterableUnauthorizedException>();

            Assert.That(error.Code?.Value, Is.EqualTo(code));
        }
    }

    private sealed class Fixed(string token) : IIterableTokenProvider
    {
        public ValueTask<IterableToken?> GetTokenAsync(IterableTokenRequest request, CancellationToken cancellationToken) =>
            new(new IterableToken(token, DateTimeOffset.MaxValue));
    }
}
