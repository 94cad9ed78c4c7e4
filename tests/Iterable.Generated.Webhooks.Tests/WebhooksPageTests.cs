using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Iterable.Generated.Tests;

internal sealed class WebhooksPageTests
{
    private static readonly string Root = typeof(WebhooksPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "webhooks.md"));

    [Test]
    public void Every_example_stands_in_the_compiled_source()
    {
        var source = File.ReadAllText(Path.Combine(Root, "tests", "Iterable.Generated.Webhooks.Tests", "WebhooksPageExamples.cs"));

        var compiled = Regex.Matches(source, @"// PAGE: (?!end)\w+\n(.*?)\n *// PAGE: end", RegexOptions.Singleline).Select(match => Dedent(match.Groups[1].Value));
        var shown = Regex.Matches(Page, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

        Assert.That(shown, Is.EquivalentTo(compiled));
    }

    [Test]
    public void Every_outcome_is_told() =>
        Assert.That(Outcomes().Where(outcome => !Page.Contains($"`{outcome}`", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public async Task The_examples_run()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("Hooks:Shop:Secrets:0", "a"), new("Hooks:News:Secrets:0", "b")]);
        builder.Services.AddIterableWebhooks(options => options.Secrets.Add("c"));
        var registered = WebApplication.CreateSlimBuilder();
        foreach (var given in new[] { builder, registered })
            given.Services.AddIterableWebhooks(options => options.Secrets.Add("c"));

        await using var none = WebApplication.CreateSlimBuilder().Build();
        Assert.That(() => WebhooksPageExamples.Several(builder, none, (_, _) => Task.CompletedTask, (_, _) => Task.CompletedTask), Throws.InvalidOperationException, "what is mapped has to be registered before");
        Assert.That(() => WebhooksPageExamples.LiveData(builder, none, (_, _) => Task.FromResult(1m)), Throws.InvalidOperationException);
        await using var app = builder.Build();
        Assert.That(() => WebhooksPageExamples.Several(WebApplication.CreateSlimBuilder(), app, (_, _) => Task.CompletedTask, (_, _) => Task.CompletedTask), Throws.Nothing);
        Assert.That(() => WebhooksPageExamples.LiveData(WebApplication.CreateSlimBuilder(), app, (_, _) => Task.FromResult(1m)), Throws.Nothing);
        Assert.That(() => WebhooksPageExamples.Proxy(WebApplication.CreateSlimBuilder(), app), Throws.Nothing);
        Assert.That(() => WebhooksPageExamples.Queue(app, app.Services), Throws.Nothing);
    }

    [Test]
    public async Task The_example_of_a_function_handles_an_event_once()
    {
        var (filter, handled) = (new IterableMemoryDuplicateFilter(), 0);
        for (var i = 0; i < 3; i++)
        {
            using var body = new MemoryStream(Encoding.UTF8.GetBytes("""{"eventName":"emailOpen","dataFields":{"createdAt":"2026-12-02 20:31:39 +00:00"}}"""));
            await WebhooksPageExamples.Function(body, filter, _ =>
            {
                handled++;
                return Task.CompletedTask;
            });
        }

        Assert.That(handled, Is.EqualTo(1));
    }

    private static IEnumerable<string> Outcomes() =>
        typeof(IterableWebhookOptions).Assembly.GetType("Iterable.Generated.Outcome")!.GetFields().Select(field => field.GetValue(null)!).Select(outcome => (string)outcome.GetType().GetProperty("Name")!.GetValue(outcome)!);

    private static string Dedent(string block)
    {
        var lines = block.Split('\n');
        var margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join("\n", lines.Select(line => line.Length >= margin ? line[margin..] : ""));
    }
}
