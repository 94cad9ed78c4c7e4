namespace Iterable.Build.Tests;

/// <summary>A signed application of .NET Framework, which refers to signed assemblies alone. It is compiled, not run.</summary>
[TestFixture]
public sealed class SignedConsumerTests
{
    [Test]
    public void A_signed_application_compiles_against_the_packages_and_all_they_bring() =>
        PackedPackages.Dotnet("Signed", "build", $"-p:SigningKey={Path.Combine(Machine.RepositoryRoot, "src", "Iterable.Generated.snk")}").ShouldSucceed();

    [TestCase("1.2.3", "1.0.0")]
    [TestCase("2.0.0-preview.1", "2.0.0")]
    [TestCase("0.4.1", "0.4.0.0")]
    public void The_version_that_is_loaded_by_changes_only_where_something_may_break(string version, string loaded)
    {
        var result = Command.Dotnet(Machine.RepositoryRoot, ["msbuild", "src/Iterable.Generated/Iterable.Generated.csproj", $"-p:Version={version}", "-getProperty:AssemblyVersion"]).ShouldSucceed();
        Assert.That(result.Output.Trim(), Is.EqualTo(loaded));
    }
}
