using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

public class CallsPageTests
{
    private static readonly string Root = typeof(CallsPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    [Test]
    public void Every_example_stands_in_the_compiled_source()
    {
        var source = File.ReadAllText(Path.Combine(Root, "tests", "Iterable.Generated.DependencyInjection.Tests", "CallsPageExamples.cs"));
        var page = File.ReadAllText(Path.Combine(Root, "docs", "calls.md"));

        var compiled = Regex.Matches(source, @"// PAGE: (?!end)\w+\n(.*?)\n *// PAGE: end", RegexOptions.Singleline).Select(match => Dedent(match.Groups[1].Value));
        var shown = Regex.Matches(page, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

        Assert.That(shown, Is.EquivalentTo(compiled));
    }

    [Test]
    public void The_examples_run()
    {
        const string Secret = "2EB6A2F34691492F81A819AEDA32427F";
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Iterable:ApiKey", "k"), new("News:ApiKey", "k"), new("News:DataCenter", "Europe")]).Build();
        CallsPageExamples.Register(services, configuration, Secret);
        using var provider = services.BuildServiceProvider();

        var view = CallsPageExamples.With(provider.GetRequiredService<IIterableClient>());
        using var signing = new IterableClient(CallsPageExamples.Sign(Secret));

        Assert.That(CallsPageExamples.Fields().Properties().Select(field => field.Name), Is.EqualTo(new[] { "firstName", "signedUp" }));
        Assert.That(view.BaseAddress.Host, Is.EqualTo("api.iterable.com"));
        Assert.That(provider.GetRequiredKeyedService<IIterableClient>("news").BaseAddress.Host, Is.EqualTo("api.eu.iterable.com"));
    }

    [Test]
    public async Task The_calls_that_are_written_out_run()
    {
        var service = new Echo();
        using var http = new HttpClient(service);
        using var iterable = new IterableClient(new IterableClientOptions { ApiKey = "k" }, http);

        var (all, one) = await CallsPageExamples.SendAsync(iterable, "a b");

        Assert.That(all.Type, Is.EqualTo(JTokenType.Null));
        Assert.That(one.Title, Is.EqualTo("A title"));
        Assert.That(service.Asked, Is.EqualTo(new[] { "GET /api/things?limit=10&state=active", "PUT /api/things/a%20b" }));
    }

    private sealed class Echo : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
            return new HttpResponseMessage { Content = new StringContent(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)) };
        }
    }

    [TestCase("docs/calls.md")]
    [TestCase("src/Iterable.Generated.DependencyInjection/README.md")]
    public void The_settings_that_are_shown_make_a_client(string page)
    {
        var shown = Regex.Match(File.ReadAllText(Path.Combine(Root, page)), "```json\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value;
        using var settings = new MemoryStream(Encoding.UTF8.GetBytes(shown));
        var services = new ServiceCollection();
        services.AddIterableClient(new ConfigurationBuilder().AddJsonStream(settings).Build().GetSection("Iterable"));
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IIterableClient>().BaseAddress.Host, Is.EqualTo("api.eu.iterable.com"));
    }

    [Test]
    public void The_schema_knows_every_option_that_a_configuration_can_hold_and_its_default()
    {
        var schema = JObject.Parse(File.ReadAllText(Path.Combine(Root, "src", "Iterable.Generated.DependencyInjection", "ConfigurationSchema.json")));

        Compare((JObject)schema["properties"]!["Iterable"]!, new IterableClientOptions());
    }

    private static void Compare(JObject schema, object options)
    {
        var known = (JObject)schema["properties"]!;
        var settable = options.GetType().GetProperties().Where(property => IsPlain(property.PropertyType) || IsGroup(property)).ToDictionary(property => property.Name);
        Assert.That(known.Properties().Select(property => property.Name), Is.EquivalentTo(settable.Keys));
        foreach (var (name, property) in settable)
        {
            if (IsGroup(property))
                Compare((JObject)known[name]!, property.GetValue(options)!);
            else if (known[name]!["default"] is { } value)
                Assert.That(Text(value), Is.EqualTo(Text(JToken.FromObject(property.GetValue(options)!, new() { Converters = { new Newtonsoft.Json.Converters.StringEnumConverter() } }))), name);
        }
    }

    private static string Text(JToken value) => TimeSpan.TryParse(value.ToString(), out var time) && value.ToString().Contains(':') ? time.ToString() : value.ToString();

    private static bool IsPlain(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(Uri) || plain == typeof(TimeSpan));

    private static bool IsGroup(PropertyInfo property) => property.PropertyType.Name is nameof(IterableRetryOptions) or nameof(IterableRateLimitOptions);

    private static string Dedent(string block)
    {
        var lines = block.Split('\n');
        var margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join("\n", lines.Select(line => line.Length >= margin ? line[margin..] : ""));
    }
}
