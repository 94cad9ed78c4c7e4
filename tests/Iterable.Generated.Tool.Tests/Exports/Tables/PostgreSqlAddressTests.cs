using Iterable.Generated.Tool.Exports.Places.Tables;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Exports.Tables;

public class PostgreSqlAddressTests
{
    [Test]
    public async Task What_is_given_comes_before_a_variable_of_ours_and_that_before_those_of_PostgreSQL()
    {
        await using var run = new ToolRun
        {
            Environment = { ["PGHOST"] = "a", ["PGPORT"] = "1", ["PGDATABASE"] = "a", ["PGUSER"] = "a", ["PGPASSWORD"] = "secret", ["PGSSLMODE"] = "verify-full" },
        };
        var variables = PostgreSqlAddress.Read("", run.Host());
        run.Environment["ITERABLE_POSTGRES"] = " Host=b;Database=b;Username=b \n";
        var ours = PostgreSqlAddress.Read("", run.Host());
        var given = PostgreSqlAddress.Read("Server=c;Port=3", run.Host());

        Assert.That((variables.Host, variables.Port, variables.Database, variables.Username, variables.Password, $"{variables.SslMode}"), Is.EqualTo(("a", 1, "a", "a", "secret", "VerifyFull")));
        Assert.That((ours.Host, ours.Port, ours.Database, ours.Username, ours.Password), Is.EqualTo(("b", 1, "b", "b", "secret")));
        Assert.That((given.Host, given.Port, given.Database, given.Pooling), Is.EqualTo(("c", 3, "a", false)));
        Assert.That(run.Errors, Is.Empty);
    }

    [TestCase("postgres://ada@db/warehouse", "db 5432 warehouse ada  Prefer")]
    [TestCase("postgresql://ada:p%40ss%3D;@db.example:6432/ware%20house?sslmode=require&application_name=nightly", "db.example 6432 ware house ada p@ss=; Require")]
    [TestCase("postgres://[::1]:5433/w", "::1 5433 w   Prefer")]
    [TestCase("Host=db;Database=w;User Id=ada;Password='p;x'", "db 5432 w ada p;x Prefer")]
    public async Task An_address_or_a_connection_string(string given, string expected)
    {
        await using var run = new ToolRun();

        var settings = PostgreSqlAddress.Read(given, run.Host());

        Assert.That($"{settings.Host} {settings.Port} {settings.Database} {settings.Username} {settings.Password} {settings.SslMode}", Is.EqualTo(expected));
    }

    [TestCase("postgres://ada:secret@db/w")]
    [TestCase("Host=db;Password=secret")]
    [TestCase("Host=db;PWD=secret")]
    public async Task A_password_in_an_argument_is_warned_of_and_not_repeated(string given)
    {
        await using var run = new ToolRun();

        Assert.That(PostgreSqlAddress.Read(given, run.Host()).Password, Is.EqualTo("secret"));

        Assert.That(run.Errors, Does.StartWith("Warning: --out shows the password").And.Not.Contain("secret"));
    }

    [TestCase("", "Which PostgreSQL?")]
    [TestCase("Database=w", "Which PostgreSQL?")]
    [TestCase("mysql://ada:secret@db/w", "is no address of PostgreSQL")]
    [TestCase("postgres://ada:sec/ret@db:x/w", "is no address of PostgreSQL")]
    [TestCase("secret", "is no connection string")]
    [TestCase("Host=db;Prt=secret", "a value for prt")]
    [TestCase("Host=db;Port=secret", "a value for port")]
    [TestCase("postgres://db/w?sslmode=secret", "a value for sslmode")]
    public async Task What_names_no_server_is_said_and_not_repeated(string given, string message)
    {
        await using var run = new ToolRun();

        var failure = Assert.Throws<ToolException>(() => PostgreSqlAddress.Read(given, run.Host()))!;

        Assert.That((failure.ExitCode, failure.Message), Is.EqualTo((ExitCode.Usage, failure.Message)));
        Assert.That(failure.Message, Does.Contain(message).And.Not.Contain("secret").And.Not.Contain("sec/ret"));
    }
}
