namespace Iterable.Build.Tests;

/// <summary>When a build generates, and from what.</summary>
[TestFixture]
[Explicit(Machine.Slow), Category(nameof(Machine.Slow))]
public sealed class GenerationTests
{
    private const string Generator = "generator/Iterable.Generator.csproj";

    private RepositoryCopy _copy = null!;

    private string Extra => Path.Combine(_copy.Specs, "overlays", "zz-extra.overlay.yml");

    private string Users => Path.Combine(_copy.Specs, "overlays", "tags", "users.overlay.yml");

    [OneTimeSetUp]
    public void MakeTheCopy()
    {
        _copy = new RepositoryCopy();
        File.WriteAllText(Extra, """
            overlay: 1.0.0
            info: { title: One more, version: 1.0.0 }
            actions:
              - target: $.paths['/users/update'].post
                update: { summary: A summary that an extra overlay gives. }
            """);
        _copy.Build(Generator).ShouldSucceed();
    }

    [OneTimeTearDown]
    public void DeleteTheCopy() => _copy.Dispose();

    [Test]
    public void Files_that_were_only_touched_are_no_change()
    {
        _copy.Build(Generator, "--no-restore").ShouldSucceed();

        File.SetLastWriteTimeUtc(Users, DateTime.UtcNow.AddMinutes(1));

        Assert.That(_copy.Build(Generator, "--no-restore").ShouldSucceed().Generated, Is.False);
    }

    [Test]
    public void A_changed_overlay_is_generated_from_though_its_date_is_old()
    {
        var before = File.ReadAllText(Users);
        File.WriteAllText(Users, before.Replace("permits: 500,", "permits: 499,"));
        File.SetLastWriteTimeUtc(Users, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        try
        {
            Assert.That(_copy.Build(Generator, "--no-restore").ShouldSucceed().Generated, Is.True);
            Assert.That(File.ReadAllText(_copy.GeneratedCode), Does.Contain("499"));
        }
        finally
        {
            File.WriteAllText(Users, before);
        }
    }

    [Test]
    public void A_deleted_overlay_is_generated_without()
    {
        File.Delete(Extra);

        Assert.That(_copy.Build(Generator, "--no-restore").ShouldSucceed().Generated, Is.True);
        Assert.That(File.ReadAllText(_copy.GeneratedCode), Does.Contain("Updates a user's profile, or creates it.").And.Not.Contain("A summary that an extra overlay gives."));
    }

    [Test]
    public void Another_specs_folder_is_taken_relative_to_where_the_build_was_started()
    {
        var elsewhere = Path.Combine(_copy.Root, "upstream, newer");
        CopyFolder(_copy.Specs, Path.Combine(elsewhere, "specs"));
        var users = Path.Combine(elsewhere, "specs", "overlays", "tags", "users.overlay.yml");
        File.WriteAllText(users, File.ReadAllText(users).Replace("permits: 500,", "permits: 498,"));

        var result = Command.Dotnet(elsewhere, ["build", "../" + Generator, "--no-restore", "-p:SpecsDirectory=specs"]).ShouldSucceed();

        Assert.That(result.Generated, Is.True);
        Assert.That(File.ReadAllText(_copy.GeneratedCode), Does.Contain("498"));
    }

    [Test]
    public void A_specification_that_does_not_fit_fails_the_build_at_its_file_and_line()
    {
        var before = File.ReadAllText(Users);
        File.WriteAllText(Users, before.Replace("$.paths['/users/update'].post", "$.paths['/users/updated'].post"));
        try
        {
            var result = _copy.Build(Generator, "--no-restore");

            Assert.That(result.ExitCode, Is.Not.Zero);
            Assert.That(result.Output, Does.Match(@"users\.overlay\.yml\(\d+,\d+\): error ITG\d+: "));
            Assert.That(result.Output, Does.Contain("$.paths['/users/updated'].post"));
            Assert.That(File.Exists(_copy.GeneratedCode), Is.False, "nothing may be compiled from what did not fit");
        }
        finally
        {
            File.WriteAllText(Users, before);
        }
    }

    [Test]
    public void The_library_builds_by_itself_for_one_framework() =>
        _copy.Build("src/Iterable.Generated/Iterable.Generated.csproj", "-f", "netstandard2.0").ShouldSucceed();

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
