using System.Text.RegularExpressions;
using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Demo;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Demo;

public class DemoTests
{
    private const int Lines = 40;
    private const int Columns = 120;

    [TestCase(null, "DuckDB answers it", TestName = "The demo shows all of it in one screen")]
    [TestCase("/no/library", "the files are read without it", TestName = "The demo shows the same where there is no DuckDB")]
    public async Task Shown(string? library, string reader)
    {
        await using var run = new ToolRun();
        if (library is not null)
            run.Environment["DUCKDB_LIBRARY"] = library;
        // Of the user's own project, to which nothing may go.
        run.Environment["ITERABLE_BASE_ADDRESS"] = "https://127.0.0.1:1/api";
        run.Environment["ITERABLE_API_KEY"] = "own";

        var exitCode = await run.RunAsync("demo");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), run.Errors + run.Output);
        Assert.That(run.Errors, Is.Empty);
        var screen = run.Output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.That(screen, Has.Length.LessThan(Lines).And.All.Length.LessThanOrEqualTo(Columns), run.Output);
        Assert.That(run.Output, Does.Contain("emailOpen: 12,000 records in 1 file ").And.Contain("emailClick: 3,000 records in 1 file ").And.Contain("users: 4 rows, 3 accepted, 1 refused"));
        Assert.That(screen.Where(line => Regex.IsMatch(line, @"^ +\d+ +\d+$")).Select(line => Regex.Replace(line.Trim(), " +", " ")), Is.EqualTo(Campaigns), "the same, whatever reads the files");
        Assert.That(run.Output, Does.Contain(reader).And.Not.Contain(Path.GetTempPath().TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar));
    }

    [Test]
    public async Task The_files_stay_where_they_are_wanted_and_a_server_takes_the_seed()
    {
        using var folder = new Folder();
        var kept = folder["it's [1] kept*"];

        var (exitCode, output, errors) = await ToolRun.ToEndAsync("demo", "--out", kept);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), errors + output);
        var files = Directory.EnumerateFiles(kept, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(kept, file).Replace('\\', '/')).ToList();
        Assert.That(files, Has.Member("seed.json").And.Member("customers.csv").And.Member("customers.csv.rejected.ndjson").And.Member("exported/manifest.json"));
        Assert.That(files.Count(file => file.EndsWith(".parquet", StringComparison.Ordinal)), Is.EqualTo(2));
        await using var serve = new ToolRun();
        Assert.That(await serve.StartAsync("serve", "--seed", Path.Combine(kept, "seed.json"), "--port", "0", "--files-port", "0", "--control-port", "0", "--json"), Does.StartWith("{"));
    }

    [Test]
    public async Task Nothing_is_left_where_no_folder_is_given()
    {
        using var folder = new Folder();
        using var demo = ToolProcess.Start(new Dictionary<string, string> { ["TMPDIR"] = folder.Path, ["TMP"] = folder.Path }, "demo");

        var output = await demo.Output.ReadToEndAsync();

        Assert.That(await demo.WaitAsync(), Is.EqualTo(ExitCode.Success), await demo.Errors + output);
        Assert.That(Directory.EnumerateDirectories(folder.Path), Is.Empty);
    }

    [Test]
    public async Task Every_command_that_it_shows_can_be_given()
    {
        await using var run = new ToolRun();
        await run.RunAsync("demo");

        var shown = Regex.Matches(run.Output, @"^\$ itbl (.+?)\r?$", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
        Assert.That(shown.Select(line => line.Split(' ')[0]), Is.EqualTo(new[] { "serve", "export", "import" }));
        foreach (var line in shown)
            Assert.That(ItblCommand.Parse(ItblCommand.Create(run.Host()), line.Split(' ')).Errors, Is.Empty, line);
    }

    [Test]
    public async Task A_folder_with_files_is_refused_and_left_alone()
    {
        using var folder = new Folder();
        folder.Write("own.txt", "own");

        var (exitCode, output, errors) = await ToolRun.ToEndAsync("demo", "--out", folder.Path);

        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(errors, Does.Contain("not empty"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.EqualTo(new[] { folder["own.txt"] }));
    }

    [Test]
    public async Task What_is_not_as_it_is_shown_ends_it()
    {
        await using var more = await IterableTestServer.StartAsync();
        more.Exports.Add("emailOpen", DateTimeOffset.UtcNow.Date.AddDays(-1).AddHours(12), new { email = "one@example.com", campaignId = 1 });
        await using var user = await IterableTestServer.StartAsync();
        user.Users.Add("more@example.com");
        await using var refusing = await IterableTestServer.StartAsync();
        refusing.Users.RefuseDataInBulk("grace@example.com");

        Assert.That(await FailureAsync(more), Does.StartWith("itbl export does not say \"emailOpen: 12,000 records\", but: emailOpen: 12,001 records"));
        Assert.That(await FailureAsync(user), Does.StartWith("Users in the project: 5 instead of 4."));
        Assert.That(await FailureAsync(refusing), Does.StartWith("itbl import does not say \"4 rows, 3 accepted, 1 refused\", but: users: 4 rows, 2 accepted, 2 refused"));
    }

    private static readonly string[] Campaigns = ["25 280", "12 265", "22 264", "46 264", "37 263"];

    private static async Task<string> FailureAsync(IterableTestServer server)
    {
        using var folder = new Folder();
        await using var run = new ToolRun();
        return (await Assert.CatchAsync<ToolException>(() => new DemoRun(server, folder.Path, run.Host()).RunAsync(default)))!.Message;
    }
}
