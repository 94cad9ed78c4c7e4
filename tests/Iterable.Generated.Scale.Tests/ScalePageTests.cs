using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

internal sealed class ScalePageTests
{
    private static readonly string Root = typeof(ScalePageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    [Test]
    public void Every_example_stands_in_the_compiled_source()
    {
        var source = File.ReadAllText(Path.Combine(Root, "tests", "Iterable.Generated.Scale.Tests", "ScalePageExamples.cs"));
        var page = File.ReadAllText(Path.Combine(Root, "docs", "scale.md"));

        var compiled = Regex.Matches(source, @"// PAGE: (?!end)\w+\n(.*?)\n *// PAGE: end", RegexOptions.Singleline).Select(match => Dedent(match.Groups[1].Value));
        var shown = Regex.Matches(page, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

        Assert.That(shown, Is.EquivalentTo(compiled));
    }

    [Test]
    public void The_examples_run()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Iterable:ApiKey", "k")]).Build();
        foreach (var register in new Action<IServiceCollection, IConfiguration>[] { ScalePageExamples.Redis, ScalePageExamples.PostgreSql })
        {
            var services = new ServiceCollection();
            register(services, configuration);
            using var provider = services.BuildServiceProvider();
            Assert.That(provider.GetRequiredService<IIterableClient>(), Is.Not.Null);
        }

        using var database = NpgsqlDataSource.Create("Host=127.0.0.1");
        using var iterable = ScalePageExamples.Hand(database);
        Assert.That(iterable.BaseAddress.Host, Is.EqualTo("api.iterable.com"));
    }

    private static string Dedent(string block)
    {
        var lines = block.Split('\n');
        var margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join("\n", lines.Select(line => line.Length >= margin ? line[margin..] : ""));
    }
}
