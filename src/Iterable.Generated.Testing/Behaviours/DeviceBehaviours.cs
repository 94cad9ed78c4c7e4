using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The devices and browsers of users, which stand on their profiles.</summary>
internal static class DeviceBehaviours
{
    private const int MaxTokens = 500;

    public static void Register(BehaviourTable table)
    {
        table.On("registerDeviceToken", RegisterDevice);
        table.On("registerBrowserToken", RegisterBrowser);
        table.On("disableDevice", Disable);
    }

    private static Answer RegisterDevice(ApiCall call)
    {
        var device = (JObject)call.Body["device"]!.DeepClone();
        var devices = Copy(call, "devices");
        var known = devices.OfType<JObject>().FirstOrDefault(other => (string?)other["token"] == (string?)device["token"]);
        if (known is null)
        {
            CheckRoom(devices);
            devices.Add(known = []);
        }

        var fields = new JObject { ["devices"] = new JObject { ["dataFields"] = device["dataFields"]?.DeepClone() } };
        call.State.Fields.CheckTypes([(FieldCatalog.User, fields, true)]);
        // Data fields that are left out keep their values.
        known.Merge(device, new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Replace });
        known["endpointEnabled"] = true;
        Owner(call).DataFields["devices"] = devices;
        call.State.Fields.Admit(FieldCatalog.User, fields, createNewFields: true, new FieldReport());
        return call.Success();
    }

    private static Answer RegisterBrowser(ApiCall call)
    {
        var token = (string)call.Body["browserToken"]!;
        var tokens = Copy(call, "browserTokens");
        if (!tokens.Any(known => (string?)known == token))
        {
            CheckRoom(tokens);
            tokens.Add(token);
        }

        Owner(call).DataFields["browserTokens"] = tokens;
        return call.Success();
    }

    // Without a user, the device is disabled for all who have it.
    private static Answer Disable(ApiCall call)
    {
        IEnumerable<UserRecord> owners = call.State.Users.All;
        if (call.Body["email"] is not null || call.Body["userId"] is not null)
            owners = [call.State.Users.Find(call.Identity) ?? throw UserFaults.Refuse(UserFault.NotFound, call.Identity)];

        foreach (var device in owners.SelectMany(owner => Tokens(owner, "devices")).OfType<JObject>())
        {
            if ((string?)device["token"] == (string?)call.Body["token"])
                device["endpointEnabled"] = false;
        }

        return call.Success();
    }

    private static UserRecord Owner(ApiCall call) =>
        UserBehaviours.WriteOne(call.State, call.Identity, new JObject { ["preferUserId"] = call.Body["preferUserId"] });

    // A call that is refused leaves the profile as it was.
    private static JArray Copy(ApiCall call, string field) => (JArray)Tokens(call.State.Users.Find(call.Identity), field).DeepClone();

    private static JArray Tokens(UserRecord? user, string field) => user?.DataFields[field] as JArray ?? [];

    private static void CheckRoom(JArray tokens)
    {
        if (tokens.Count >= MaxTokens)
            throw Refusal.BadParams($"A user profile may have {MaxTokens} of these tokens");
    }
}
