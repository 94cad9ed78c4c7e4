namespace Iterable.Generated.Testing.Tests;

public class VerificationTests : ServerTests
{
    private const string Phone = "+15555550100";

    [Test]
    public async Task The_code_on_the_phone_verifies_once()
    {
        await BeginAsync();
        var code = Server.Verifications.FindCode(Phone)!;

        Assert.That(code, Does.Match("^[0-9]{6}$"));
        Assert.That(await CheckAsync(code), Is.EqualTo(SmsVerificationStatus.Verified));
        Assert.That(await CheckAsync(code), Is.EqualTo(SmsVerificationStatus.Rejected));
    }

    [Test]
    public async Task A_wrong_code_is_rejected_and_the_right_one_still_counts()
    {
        await BeginAsync();

        Assert.That(await CheckAsync("none"), Is.EqualTo(SmsVerificationStatus.Rejected));
        Assert.That(await CheckAsync(Server.Verifications.FindCode(Phone)!), Is.EqualTo(SmsVerificationStatus.Verified));
    }

    [Test]
    public async Task Only_the_last_code_counts_and_only_for_its_profile()
    {
        await BeginAsync();
        var first = Server.Verifications.FindCode(Phone)!;
        await BeginAsync();
        var second = Server.Verifications.FindCode(Phone)!;

        Assert.That(await CheckAsync(first), Is.EqualTo(SmsVerificationStatus.Rejected));
        Assert.That(await CheckAsync(second, profile: 2), Is.EqualTo(SmsVerificationStatus.Rejected));
        Assert.That(await CheckAsync(second), Is.EqualTo(SmsVerificationStatus.Verified));
    }

    [Test]
    public async Task A_code_expires()
    {
        Server.Clock.Stop();
        Server.Verifications.CodeLifetime = TimeSpan.FromMinutes(5);
        await BeginAsync();

        Server.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await CheckAsync(Server.Verifications.FindCode(Phone)!), Is.EqualTo(SmsVerificationStatus.Rejected));
    }

    [Test]
    public void No_code_is_found_for_a_number_that_got_none() => Assert.That(Server.Verifications.FindCode(Phone), Is.Null);

    private Task<IterableResponse> BeginAsync() =>
        Client.Verification.BeginSmsVerificationAsync(new BeginSmsVerificationRequest(Phone, 1));

    private async Task<SmsVerificationStatus?> CheckAsync(string code, long profile = 1) =>
        (await Client.Verification.CheckSmsVerificationAsync(new CheckSmsVerificationRequest(code, Phone, profile))).Params?.Status;
}
