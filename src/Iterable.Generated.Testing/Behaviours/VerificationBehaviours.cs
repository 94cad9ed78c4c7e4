using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Codes that verify phone numbers.</summary>
internal static class VerificationBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("beginSmsVerification", Begin);
        table.On("checkSmsVerification", Check);
    }

    private static Answer Begin(ApiCall call)
    {
        var (phoneNumber, profile) = Target(call);
        call.State.Verifications.Send(phoneNumber, profile, call.State.NextId(), call.State.Now);
        return call.Success();
    }

    private static Answer Check(ApiCall call)
    {
        var (phoneNumber, profile) = Target(call);
        var isRight = call.State.Verifications.Check(phoneNumber, profile, (string)call.Body["code"]!, call.State.Now);
        var status = isRight ? SmsVerificationStatus.Verified : SmsVerificationStatus.Rejected;
        return call.Json(Envelope.Of("Success", "", new JObject { ["status"] = status.Value }));
    }

    private static (string PhoneNumber, long ProfileId) Target(ApiCall call) =>
        ((string)call.Body["phoneNumber"]!, (long)call.Body["verificationProfileId"]!);
}
