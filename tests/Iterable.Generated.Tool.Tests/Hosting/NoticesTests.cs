using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Hosting;

public class NoticesTests
{
    [Test]
    public void Each_package_that_comes_along_is_named_with_a_licence_whose_text_is_there()
    {
        var notices = Repository.Read("src", "Iterable.Generated.Tool", "THIRD-PARTY-NOTICES.txt");
        var dependencies = JObject.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "itbl.deps.json")));
        var packages = ((JObject)dependencies["targets"]!.First!.First!).Properties()
            .Where(library => (string?)dependencies["libraries"]![library.Name]!["type"] == "package" && library.Value["runtime"] is not null)
            .Select(library => library.Name.Split('/')[0])
            .Order(StringComparer.OrdinalIgnoreCase);
        var named = notices.Split("\n\n")[1].Split('\n').Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();

        Assert.That(named.Select(line => line[0]), Is.EqualTo(packages));
        Assert.That(named.Select(line => line[1]).Distinct().Where(licence => !notices.Contains($"==== {licence} ====", StringComparison.Ordinal)), Is.Empty);
    }
}
