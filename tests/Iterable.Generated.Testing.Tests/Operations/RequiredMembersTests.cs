namespace Iterable.Generated.Testing.Tests;

/// <summary>What holds all answers of the suites against Iterable's document finds what is wrong with one.</summary>
public class RequiredMembersTests
{
    private readonly RequiredMembers _required = RequiredMembers.Read();

    [TestCase("POST", "/users/bulkUpdate", """{"successCount":1}""", "failCount")]
    [TestCase("GET", "/lists", """{"lists":[{"id":1,"name":"n","listType":"Standard","createdAt":1},{"id":2,"name":"n","listType":"Standard"}]}""", "lists[1].createdAt")]
    [TestCase("GET", "/campaigns", "{}", "campaigns")]
    [TestCase("GET", "/webhooks", """{"webhooks":[{"id":null}]}""", "webhooks[0].")]
    [TestCase("GET", "/users/{email}", """{"user":{"dataFields":{}}}""", "user.email")]
    [TestCase("GET", "/snippets/{identifier}", """{"snippet":{"id":1,"description":null}}""", "snippet.description")]
    public void What_is_missing_or_null_is_named(string method, string path, string body, string named) =>
        Assert.That(_required.Missing(method, path, 200, body), Does.Contain($"lacks ").And.Contain(named));

    [TestCase("POST", "/users/bulkUpdate", """{"successCount":1,"failCount":0}""")]
    [TestCase("POST", "/users/update", """{"msg":"","code":"Success","params":null}""")]
    [TestCase("GET", "/users/{email}", """{"user":{"userId":"u-1"}}""")]
    [TestCase("GET", "/users/{email}", "{}")]
    [TestCase("GET", "/no/such/path", "{}")]
    [TestCase("GET", "/export/data.json", "no JSON")]
    public void What_is_whole_passes(string method, string path, string body) =>
        Assert.That(_required.Missing(method, path, 200, body), Is.Null);
}
