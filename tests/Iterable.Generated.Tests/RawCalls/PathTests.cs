namespace Iterable.Generated.Tests.RawCalls;

/// <summary>Where a call that is written out goes, and where none goes.</summary>
public class PathTests
{
    [TestCase("lists/42/size", "/api/lists/42/size")]
    [TestCase("/lists/42/size", "/api/lists/42/size")]
    [TestCase("/api/lists/42/size", "/api/lists/42/size")]
    [TestCase("api/lists/42/size?a=b", "/api/lists/42/size?a=b")]
    [TestCase("https://api.iterable.com/api/catalogs?page=2", "/api/catalogs?page=2")]
    [TestCase("HTTPS://API.iterable.com:443/api/catalogs", "/api/catalogs")]
    [TestCase("things?next=https://other.example/x", "/api/things?next=https://other.example/x")]
    [TestCase("users/ada%2Bplanted%40example.com", "/api/users/ada%2Bplanted%40example.com")]
    [TestCase("things/a b", "/api/things/a%20b")]
    [TestCase("things/..a/...", "/api/things/..a/...")]
    public async Task A_path_is_taken_as_the_documentation_has_it(string path, string asked)
    {
        using var scene = new Scene();

        await scene.Client.SendAsync(HttpMethod.Get, path);

        Assert.That(scene.Sent.Single().Request.RequestUri!.PathAndQuery, Is.EqualTo(asked));
        Assert.That(scene.Sent.Single().Request.RequestUri!.Host, Is.EqualTo("api.iterable.com"));
    }

    [Test]
    public async Task A_path_stands_below_whatever_stands_in_for_the_api()
    {
        using var scene = new Scene();
        scene.Options.BaseAddress = new Uri("https://proxy.example/iterable");

        await scene.Client.SendAsync(HttpMethod.Get, "/api/lists");
        await scene.Client.SendAsync(HttpMethod.Get, "https://proxy.example/iterable/lists");

        Assert.That(scene.Sent.Select(sent => sent.Request.RequestUri!.AbsoluteUri), Is.All.EqualTo("https://proxy.example/iterable/lists"));
    }

    [TestCase("")]
    [TestCase("/")]
    [TestCase("?a=planted")]
    [TestCase("https://other.example/api/planted")]
    [TestCase("https://api.iterable.com.other.example/api/planted")]
    [TestCase("https://api.eu.iterable.com/api/planted")]
    [TestCase("http://api.iterable.com/api/planted")]
    [TestCase("https://api.iterable.com:8443/api/planted")]
    [TestCase("https://planted@api.iterable.com/api/lists")]
    [TestCase("https://api.iterable.com/planted")]
    [TestCase("https://api.iterable.com/api/../planted")]
    [TestCase("ftp://other.example/planted")]
    [TestCase("//other.example/planted")]
    [TestCase("../planted")]
    [TestCase("lists/../../planted")]
    [TestCase("lists/%2e%2E/planted")]
    [TestCase("lists/./planted")]
    [TestCase("/api")]
    [TestCase("lists//planted")]
    [TestCase("api//lists/planted")]
    [TestCase("users/byUserId/planted ")]
    [TestCase("lists/getUsers?name=planted ")]
    [TestCase("lists\\planted")]
    [TestCase("lists#planted")]
    [TestCase("lists\nplanted")]
    public async Task A_path_that_leads_elsewhere_is_refused_and_not_repeated(string path)
    {
        using var scene = new Scene();

        var error = await Assert.CatchAsync<ArgumentException>(() => scene.Client.SendAsync(HttpMethod.Get, path));

        Assert.That(error!.Message, Does.StartWith("The path cannot be called: ").And.Not.Contain("planted"));
        Assert.That(scene.Sent, Is.Empty);
    }

    [Test]
    public async Task No_path_is_refused()
    {
        using var scene = new Scene();

        await Assert.ThrowsAsync<ArgumentNullException>(() => scene.Client.SendAsync(HttpMethod.Get, null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => scene.Client.SendAsync(null!, "lists"));
    }
}
