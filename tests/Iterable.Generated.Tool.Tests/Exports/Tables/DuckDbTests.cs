using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Exports.Tables;

public class DuckDbTests : CommandTests
{
    private static readonly string[] Command = ["export", "emailOpen", "--from", "2026-01-01", "--to", "2026-01-02", "--format", "duckdb"];

    private Folder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Folder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("main.duckdb")]
    [TestCase("temp.duckdb")]
    [TestCase("a;b=c 'd'.db")]
    [TestCase("new/folder/opens")]
    public async Task A_file_can_have_any_name(string name)
    {
        Server.Exports.AddGenerated("emailOpen", 20, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        await using var run = NewRun();

        Assert.That(await run.RunAsync([.. Command, "--out", _folder[name]]), Is.EqualTo(ExitCode.Success), run.Errors);

        Assert.That(File.Exists(_folder[name]), Is.True);
        Assert.That(run.Output, Does.StartWith($"emailOpen: 20 records in 1 part of the table emailOpen of {_folder[name]}"));
    }

    [Test]
    public async Task Without_a_file_or_with_a_schema_it_says_so()
    {
        var (exitCode, _, errors) = await RunAsync(Command);
        var schema = await RunAsync([.. Command, "--out", _folder["a.db"], "--schema", "x"]);

        Assert.That((exitCode, schema.ExitCode), Is.EqualTo((ExitCode.Usage, ExitCode.Usage)));
        Assert.That(errors, Does.StartWith("Where to? Give a file with --out."));
        Assert.That(schema.Errors, Does.StartWith("--schema is x"));
    }

    [Test]
    public async Task A_file_of_something_else_is_left_alone()
    {
        var file = _folder.Write("notes.txt", new string('x', 20_000));

        var (exitCode, _, errors) = await RunAsync([.. Command, "--out", file]);

        Assert.That((exitCode, File.ReadAllText(file)), Is.EqualTo((ExitCode.Failure, new string('x', 20_000))));
        Assert.That(errors, Does.Contain($"{file} cannot be taken: ").And.Contain("not a valid DuckDB database"));
    }

    [Test]
    public async Task A_library_that_is_none_is_said_with_where_to_get_one()
    {
        await using var run = NewRun();
        run.Environment["DUCKDB_LIBRARY"] = _folder.Write("libduckdb.so", "");

        Assert.That(await run.RunAsync([.. Command, "--out", _folder["a.db"]]), Is.EqualTo(ExitCode.Usage));

        Assert.That(run.Errors, Does.StartWith($"DUCKDB_LIBRARY is {_folder["libduckdb.so"]}, which cannot be loaded").And.Contain("https://duckdb.org"));
        Assert.That(File.Exists(_folder["a.db"]), Is.False);
    }
}
