namespace Iterable.Generated.Testing.Tests;

public class DeviceTests : ServerTests
{
    private IterableClient _mobile = null!;
    private IterableClient _web = null!;

    [SetUp]
    public void MakeClients()
    {
        _mobile = Server.CreateClient(IterableKeyType.Mobile);
        _web = Server.CreateClient(IterableKeyType.Web);
    }

    [TearDown]
    public void DisposeClients()
    {
        _mobile.Dispose();
        _web.Dispose();
    }

    [Test]
    public async Task Data_fields_of_a_device_are_merged()
    {
        await RegisterAsync("ada@example.com", "t-1", new JObject { ["model"] = "A", ["os"] = "1" });
        await RegisterAsync("ada@example.com", "t-1", new JObject { ["os"] = "2" });

        var device = Devices("ada@example.com").Single();
        Assert.That((device["dataFields"]!["model"], device["dataFields"]!["os"], device["endpointEnabled"]), Is.EqualTo((new JValue("A"), new JValue("2"), new JValue(true))));
    }

    [Test]
    public async Task Data_fields_of_devices_keep_their_types()
    {
        await RegisterAsync("ada@example.com", "t-1", new JObject { ["model"] = 1 });

        var thrown = await Assert.CatchAsync<IterableException>(() => RegisterAsync("bob@example.com", "t-2", new JObject { ["model"] = "A" }));

        Assert.That(thrown!.Code, Is.EqualTo(IterableResultCode.RequestFieldsTypesMismatched));
        Server.Users.AssertNotExists("bob@example.com");
    }

    [Test]
    public async Task A_device_is_disabled_for_one_user_or_for_all_who_have_it()
    {
        await RegisterAsync("ada@example.com", "t-1");
        await RegisterAsync("bob@example.com", "t-1");

        await _mobile.Users.DisableDeviceAsync(new DisableDeviceRequest("t-1") { Email = "ada@example.com" });
        Assert.That((IsEnabled("ada@example.com"), IsEnabled("bob@example.com")), Is.EqualTo((false, true)));

        await RegisterAsync("ada@example.com", "t-1");
        Assert.That(IsEnabled("ada@example.com"));

        await _mobile.Users.DisableDeviceAsync(new DisableDeviceRequest("t-1"));
        Assert.That((IsEnabled("ada@example.com"), IsEnabled("bob@example.com")), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task A_browser_is_kept_once_with_its_user()
    {
        await RegisterBrowserAsync("b-1");
        await RegisterBrowserAsync("b-1");
        await RegisterBrowserAsync("b-2");

        Assert.That(Server.Users.Find("ada@example.com")!.DataFields["browserTokens"]!.Values<string>(), Is.EqualTo(new[] { "b-1", "b-2" }));
    }

    [Test]
    public async Task A_profile_has_room_for_five_hundred()
    {
        Server.Users.Add("ada@example.com", new { browserTokens = Enumerable.Range(1, 500).Select(number => $"b-{number}") });

        await RegisterBrowserAsync("b-500");
        var thrown = await Assert.CatchAsync<IterableException>(() => RegisterBrowserAsync("b-501"));

        Assert.That(thrown!.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_profile_without_room_is_left_as_it_was()
    {
        Server.Users.Add("ada@example.com", new { browserTokens = Enumerable.Range(1, 500).Select(number => $"b-{number}") });
        var request = new RegisterBrowserTokenRequest("b-501") { Email = "ada@example.com", UserId = "u-1" };

        await Assert.CatchAsync<IterableException>(() => _web.Users.RegisterBrowserTokenAsync(request));

        Assert.That(Server.Users.Find("ada@example.com")!.UserId, Is.Null);
    }

    [Test]
    public async Task A_server_side_key_is_refused() => await Assert.CatchAsync<IterableUnauthorizedException>(
        () => Client.Users.DisableDeviceAsync(new DisableDeviceRequest("t-1")));

    private Task<IterableResponse> RegisterAsync(string email, string token, JObject? dataFields = null) => _mobile.Users.RegisterDeviceTokenAsync(new RegisterDeviceTokenRequest(new Device("app", DevicePlatform.Gcm, token) { DataFields = dataFields })
    {
        Email = email,
    });

    private Task<IterableResponse> RegisterBrowserAsync(string token) =>
        _web.Users.RegisterBrowserTokenAsync(new RegisterBrowserTokenRequest(token) { Email = "ada@example.com" });

    private JToken Devices(string email) => Server.Users.Find(email)!.DataFields["devices"]!;

    private bool IsEnabled(string email) => (bool)Devices(email).Single()["endpointEnabled"]!;
}
