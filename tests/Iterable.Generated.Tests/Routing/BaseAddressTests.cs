namespace Iterable.Generated.Tests.Routing;

public class BaseAddressTests
{
    [TestCase(IterableDataCenter.UnitedStates, "https://api.iterable.com/api/")]
    [TestCase(IterableDataCenter.Europe, "https://api.eu.iterable.com/api/")]
    public void A_data_center_has_its_own_address(IterableDataCenter dataCenter, string expected)
    {
        using var client = new IterableClient(FakeApi.Key, dataCenter);

        Assert.That(client.BaseAddress.AbsoluteUri, Is.EqualTo(expected));
    }

    [TestCase("https://proxy.example/iterable", "https://proxy.example/iterable/")]
    [TestCase("https://proxy.example/iterable/", "https://proxy.example/iterable/")]
    [TestCase("https://proxy.example", "https://proxy.example/api/")]
    [TestCase("https://api.eu.iterable.com/", "https://api.eu.iterable.com/api/")]
    [TestCase("http://localhost:5000/api", "http://localhost:5000/api/")]
    [TestCase("http://127.0.0.1:5000", "http://127.0.0.1:5000/api/")]
    [TestCase("http://[::1]:5000", "http://[::1]:5000/api/")]
    public async Task An_address_of_ones_own_stands_in_for_the_whole_of_it(string address, string expected)
    {
        using var api = new FakeApi(new IterableClientOptions { ApiKey = FakeApi.Key, BaseAddress = new Uri(address), DataCenter = IterableDataCenter.Europe });

        await api.Widgets.FindAsync();

        Assert.That(api.Address, Is.EqualTo(expected + "widgets"));
    }

    [TestCase("http://proxy.example/api", "AllowInsecureHttp")]
    [TestCase("http://10.0.0.7", "AllowInsecureHttp")]
    [TestCase("ftp://localhost/api", "https")]
    [TestCase("/api", "relative")]
    [TestCase("https://proxy.example/api?region=us", "query")]
    [TestCase("https://proxy.example/api#top", "fragment")]
    [TestCase("https://name:hunter2@proxy.example/api", "user information")]
    public void An_address_that_could_leak_or_break_calls_is_refused(string address, string reason)
    {
        var options = new IterableClientOptions { ApiKey = FakeApi.Key, BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute) };

        var error = Assert.Throws<ArgumentException>(() => new IterableClient(options))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.ParamName, Is.EqualTo("options"));
            Assert.That(error.Message, Does.Contain("BaseAddress").And.Contain(reason).And.Contain("https://api.iterable.com/api"));
            Assert.That(error.ToString(), Does.Not.Contain("hunter2").And.Not.Contain(FakeApi.Key));
        });
    }

    [TestCase("http://iterable-test:8080", "http://iterable-test:8080/api/")]
    [TestCase("http://10.0.0.7/iterable", "http://10.0.0.7/iterable/")]
    public async Task Http_to_another_machine_has_to_be_chosen(string address, string expected)
    {
        using var api = new FakeApi(new IterableClientOptions { ApiKey = FakeApi.Key, BaseAddress = new Uri(address), AllowInsecureHttp = true });

        await api.Widgets.FindAsync();

        Assert.That(api.Address, Is.EqualTo(expected + "widgets"));
        Assert.That(api.Headers[0].GetValues("Api-Key"), Is.EqualTo(new[] { FakeApi.Key }));
    }

    [TestCase("ftp://files.example/api", "its scheme is not https")]
    [TestCase("http://files.example/api?x=1", "query")]
    public void Choosing_http_allows_nothing_else(string address, string reason) =>
        Assert.That(
            () => new IterableClient(new IterableClientOptions { ApiKey = FakeApi.Key, BaseAddress = new Uri(address), AllowInsecureHttp = true }),
            Throws.ArgumentException.With.Message.Contains(reason));

    [Test]
    public void A_data_center_that_does_not_exist_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new IterableClient(FakeApi.Key, (IterableDataCenter)7))!;

        Assert.That(error.Message, Does.Contain("UnitedStates").And.Contain("Europe"));
    }

    [TestCase("https://api.iterable.com/api/users", true)]
    [TestCase("HTTPS://API.ITERABLE.COM:443/api/users", true)]
    [TestCase("https://api.iterable.com/apis/users", false)]
    [TestCase("https://api.iterable.com/other", false)]
    [TestCase("http://api.iterable.com/api/users", false)]
    [TestCase("https://api.iterable.com:8443/api/users", false)]
    [TestCase("https://api.iterable.com.evil.example/api/users", false)]
    [TestCase("https://api.iterable.com@evil.example/api/users", false)]
    [TestCase("https://api.iterable.com/api/../other", false)]
    public void It_knows_what_lies_within_it(string address, bool expected)
    {
        var baseAddress = ApiBaseAddress.From(own: null, IterableDataCenter.UnitedStates);

        Assert.That(baseAddress.Contains(new Uri(address)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Options_changed_after_the_client_was_made_have_no_effect()
    {
        var options = new IterableClientOptions { ApiKey = FakeApi.Key };
        using var api = new FakeApi(options);

        options.ApiKey = "another";
        options.DataCenter = IterableDataCenter.Europe;
        await api.Widgets.FindAsync();

        Assert.Multiple(() =>
        {
            Assert.That(api.Address, Does.StartWith("https://api.iterable.com/api/"));
            Assert.That(api.Headers[0].GetValues("Api-Key"), Is.EqualTo(new[] { FakeApi.Key }));
        });
    }
}
