using System.Text;
using System.Text.RegularExpressions;
using RichardSzalay.MockHttp;

namespace Iterable.Generated.Tests.Readme;

[TestFixture]
public sealed class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Test]
    public void Every_example_stands_in_the_compiled_source()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Iterable.Generated.Tests", "Readme", "ReadmeExamples.cs"));
        var compiled = Regex.Matches(source, @"// README: (?!end)\w+\n(.*?)\n *// README: end", RegexOptions.Singleline).Select(m => Dedent(m.Groups[1].Value)).ToList();

        var shown = Regex.Matches(Text, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).ToList();

        Assert.That(shown, Is.EquivalentTo(compiled));
    }

    [Test]
    public async Task The_examples_run()
    {
        ReadmeExamples.Make().Dispose();
        ReadmeExamples.MakeForEurope().Dispose();

        using var network = new MockHttpMessageHandler();
        network.Expect(HttpMethod.Post, "/api/users/update").Respond("application/json", """{"msg":"","code":"Success","params":null}""");
        network.Expect(HttpMethod.Post, "/api/events/track").Respond("application/json", """{"msg":"","code":"Success","params":null}""");
        network.Expect(HttpMethod.Get, "/api/catalogs/books/items").WithQueryString("page=1&pageSize=50")
            .Respond("application/json", """{"catalogItemsWithProperties":[{"itemId":"b-1","value":{"title":"Notes"}}],"totalItemsCount":1}""");
        network.Expect(HttpMethod.Get, "/api/export/data.json").WithQueryString("dataTypeName=emailOpen&range=Yesterday")
            .Respond("application/x-json-stream", "{\"createdAt\":\"2026-01-14 06:20:22 +00:00\",\"email\":\"ada@example.com\"}\n");
        network.Expect(HttpMethod.Post, "/api/email/target").Respond("application/json", """{"msg":"","code":"Success","params":null}""");
        using var iterable = new IterableClient(new IterableClientOptions { ApiKey = "key" }, network.ToHttpClient());

        await ReadmeExamples.Use(iterable);
        await ReadmeExamples.Send(iterable);

        network.VerifyNoOutstandingExpectation();
    }

    [Test]
    public async Task The_example_of_an_error_meets_one()
    {
        using var network = new MockHttpMessageHandler();
        var asked = network.When("*").Respond(_ => new HttpResponseMessage(HttpStatusCode.BadRequest)
        {
            Content = new StringContent("""{"msg":"error.lists.invalidListId(42)","code":"Success","params":{"listId":42}}""", Encoding.UTF8, "application/json"),
        });
        using var iterable = new IterableClient(new IterableClientOptions { ApiKey = "key" }, network.ToHttpClient());

        await ReadmeExamples.Fail(iterable);

        Assert.That(network.GetMatchCount(asked), Is.EqualTo(1));
    }

    [Test]
    public void The_figures_agree_with_the_specifications() =>
        Assert.That(Wire.SpecDocument.Operations, Has.Count.EqualTo(int.Parse(Regex.Match(Text, @"(\d+) operations").Groups[1].Value)));

    private static string Dedent(string block)
    {
        var lines = block.Split('\n');
        var margin = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join("\n", lines.Select(l => l.Length >= margin ? l[margin..] : ""));
    }
}
