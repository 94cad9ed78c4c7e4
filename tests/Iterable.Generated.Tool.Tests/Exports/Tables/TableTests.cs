using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;
using Iterable.Generated.Tool.Tests.Support.Databases;

namespace Iterable.Generated.Tool.Tests.Exports.Tables;

/// <summary>Tests of exports to tables, each to a place of its own.</summary>
/// <param name="format">The format.</param>
[TestFixture("duckdb")]
[TestFixture("postgres")]
public abstract class TableTests(string format) : CommandTests
{
    private static int _places;

    internal TestDatabase Database { get; private set; } = null!;

    protected string Place { get; private set; } = null!;

    protected static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    protected string Opens => $"\"{Database.Name("emailOpen")}\"";

    [OneTimeSetUp]
    public async Task StartDatabase() => Database = await TestDatabase.StartAsync(format);

    [OneTimeTearDown]
    public async Task StopDatabase()
    {
        if (Database is not null)
            await Database.DisposeAsync();
    }

    [SetUp]
    public void NamePlace() => Place = $"place{Interlocked.Increment(ref _places)}";

    internal async Task<(int ExitCode, string Output, string Errors)> ExportAsync(params string[] arguments)
    {
        await using var run = NewExport();
        return (await run.RunAsync(Command(arguments)), run.Output, run.Errors);
    }

    internal string[] Command(params string[] arguments) => ["export", .. arguments, "--format", Database.Format, .. Database.Place(Place)];

    internal ToolRun NewExport()
    {
        var run = NewRun();
        run.Time = new LeapingTime();
        foreach (var (name, value) in Database.Environment)
            run.Environment[name] = value;
        return run;
    }

    /// <summary>Exports, which has to succeed.</summary>
    internal async Task<string> SucceedAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await ExportAsync(arguments);
        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), errors);
        return output;
    }

    internal Task<List<object?[]>> QueryAsync(string sql) => Database.QueryAsync(Place, sql);

    internal async Task<object?> ValueAsync(string sql) => (await QueryAsync(sql)).Single().Single();

    internal Task<object?> CountAsync(string table) => ValueAsync($"select count(*) from {table}");

    internal async Task<JObject> ManifestAsync() => JObject.Parse((string)(await ValueAsync("select manifest from itbl_manifest"))!);

    /// <summary>Column by its name in a record, for a statement.</summary>
    internal string Column(string name) => $"\"{Database.Name(name)}\"";

    /// <summary>The records of a type that the table has, one for each row, in an order of their own.</summary>
    internal async Task<IReadOnlyList<string>> MessageIdsAsync(string type) =>
        [.. (await QueryAsync($"select {Column("messageId")} from \"{Database.Name(type)}\"")).Select(row => (string?)row[0] ?? "").Order(StringComparer.Ordinal)];

    /// <summary>That there are the tables of these types with the parts that the manifest lists, and nothing of a run that is not at its end.</summary>
    internal async Task AssertWholeAsync(params string[] types)
    {
        var manifest = await ManifestAsync();
        Assert.That(manifest["run"], Is.Null);
        var schema = Database.Format == "duckdb" ? "main" : Place;
        var tables = await QueryAsync($"select table_name from information_schema.tables where table_schema = '{schema}'");
        Assert.That(tables.Select(row => row[0]), Is.EquivalentTo([.. types.Select(Database.Name), "itbl_manifest"]));
        foreach (var type in types)
        {
            var parts = await QueryAsync($"select _part, count(*) from \"{Database.Name(type)}\" group by _part");
            var listed = manifest.SelectToken($"$.types.{type}.parts")!.Select(part => new object?[] { (string)part["file"]!, (long)part["records"]! });
            Assert.That(parts, Is.EquivalentTo(listed), type);
        }
    }
}
