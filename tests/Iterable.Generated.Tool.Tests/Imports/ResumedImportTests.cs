using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Net;
using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Tests.Imports;

public class ResumedImportTests : ImportTests
{
    private const int Rows = 8_000;

    [Test]
    public async Task An_import_that_is_refused_on_the_way_goes_on_where_it_stopped()
    {
        var file = Folder.Write("customers.csv", Customers());
        Server.Faults.For(IterableOperations.BulkUpdateUsers).When(IsPastFirst).After(2).RespondError(HttpStatusCode.Forbidden, "Forbidden");

        var (exitCode, output, errors) = await ImportAsync("users", file);
        var left = Files().ToList();
        var again = await ImportAsync("users", file, "--json");

        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Failure, "")));
        Assert.That(errors, Does.Contain("dealt with; the same command goes on from there"));
        Assert.That(left, Is.EquivalentTo(["customers.csv", "customers.csv.itbl.json", "customers.csv.rejected.ndjson.part"]));
        Assert.That(again.Errors, Does.Match(@"Goes on after \d+ rows"));
        AssertComplete(again.Output);
    }

    [Test]
    public async Task An_import_that_is_interrupted_says_how_far_it_came_and_goes_on()
    {
        var called = new TaskCompletionSource();
        Server.Faults.For(IterableOperations.BulkUpdateUsers).When(IsPastFirst).After(2).When(_ => called.TrySetResult() || true).Always().Delay(TimeSpan.FromHours(1));
        var file = Folder.Write("customers.csv", Customers());
        await using var run = NewImport();
        var running = run.RunAsync("import", "users", file);

        await called.Task.WaitAsync(TimeSpan.FromMinutes(2));
        var exitCode = await run.StopAsync();
        Server.Faults.Clear();
        var again = await ImportAsync("users", file, "--json");

        Assert.That((exitCode, await running, run.Output), Is.EqualTo((ExitCode.Interrupted, ExitCode.Interrupted, "")));
        Assert.That(run.Errors, Does.StartWith("Interrupted. The same command goes on.").And.Match(@"\d+ rows dealt with; the same command goes on from there"));
        AssertComplete(again.Output);
    }

    [Test]
    public async Task An_interrupted_stream_is_told_how_far_it_came()
    {
        var called = new TaskCompletionSource();
        Server.Faults.For(IterableOperations.BulkUpdateUsers).When(_ => called.TrySetResult() || true).Delay(TimeSpan.Zero);
        await using var run = NewImport();
        using var endless = new AnonymousPipeServerStream();
        using var end = new AnonymousPipeClientStream(endless.GetClientHandleAsString());
        run.InputStream = end;
        endless.Write("{\"email\": \"ada@example.com\"}\nnot JSON\n{\"email\": \"bob@example.com\"}\n"u8);
        var running = run.RunAsync("import", "users", "-", "--format", "ndjson", "--rejected", Folder["refused.ndjson"]);

        await called.Task.WaitAsync(TimeSpan.FromMinutes(2));
        var exitCode = await run.StopAsync();

        Assert.That(exitCode, Is.EqualTo(ExitCode.Interrupted), run.Errors);
        Assert.That(run.Errors, Does.Contain("rows dealt with. What comes over a stream cannot be gone on with"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_import_that_is_done_says_so_where_its_summary_cannot_be_written(bool isStream)
    {
        const string Customers = "email\nada@example.com\n\"bad\"row\n";
        var file = Folder.Write("customers.csv", Customers);
        await using var run = NewImport();
        (run.Input, run.OutputWriter) = (Customers, new FullWriter());

        var exitCode = await run.RunAsync("import", "users", isStream ? "-" : file, "--format", "csv", "--rejected", Folder["refused.ndjson"]);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Failure), run.Errors);
        Assert.That(run.Errors, Does.Contain("2 rows dealt with, to the end").And.Contain("No space left").And.Contain(Folder["refused.ndjson"]).And.Not.Contain("goes on"));
        Assert.That(Lines(Folder["refused.ndjson"]), Has.Count.EqualTo(1));
        Assert.That(Files(), Is.EquivalentTo(["customers.csv", "refused.ndjson"]));
        Server.Users.AssertExists("ada@example.com");
    }

    [Test]
    public async Task Nothing_is_sent_again_that_stands_before_the_place()
    {
        var file = Folder.Write("customers.csv", Customers());
        Server.Faults.For(IterableOperations.BulkUpdateUsers).After(6).Always().RespondError(HttpStatusCode.Forbidden, "Forbidden");
        await ImportAsync("users", file);
        var kept = JObject.Parse(File.ReadAllText($"{file}.itbl.json"));
        Server.Faults.Clear();
        var sent = Server.Effects.Of(IterableOperations.BulkUpdateUsers).Count;

        await ImportAsync("users", file);

        var rows = (long)kept.SelectToken("tally.rows")!;
        Assert.That(rows, Is.GreaterThanOrEqualTo(1_000));
        Assert.That(Server.Effects.Of(IterableOperations.BulkUpdateUsers).Skip(sent).Select(effect => Number(effect.Email!)), Is.All.GreaterThanOrEqualTo(rows));
    }

    [Test]
    public async Task Another_file_of_the_name_is_imported_from_its_beginning_and_what_was_refused_of_the_first_stays()
    {
        var file = await StopAsync();
        File.WriteAllText(file, "email\nnew@example.com\n\"bad\"row\n");

        var (exitCode, output, errors) = await ImportAsync("users", file, "--json");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(errors, Does.Contain("is another file than the one whose import stopped").And.Contain("customers.csv.rejected.ndjson"));
        Assert.That((long)JObject.Parse(output)["rows"]!, Is.EqualTo(2));
        Server.Users.AssertExists("new@example.com");
        Assert.That(Lines(Folder["customers.csv.rejected.ndjson"]).Select(line => (long)line["line"]!), Has.Member(9));
        Assert.That(Lines(Folder["customers.csv.rejected~2.ndjson"]).Select(line => (long)line["line"]!), Is.EqualTo(new[] { 3L }));
    }

    [Test]
    public async Task A_name_for_what_is_refused_that_the_first_file_has_taken_is_said()
    {
        var file = await StopAsync(options: ["--rejected", Folder["refused.ndjson"]]);
        File.WriteAllText(file, "email\nnew@example.com\n");

        var first = await ImportAsync("users", file, "--rejected", Folder["refused.ndjson"]);
        File.Delete(Folder["refused.ndjson"]);
        var second = await ImportAsync("users", file, "--rejected", Folder["refused.ndjson"]);

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((ExitCode.Usage, ExitCode.Success)), second.Errors);
        Assert.That(first.Errors, Does.Contain("What was refused of the other is in").And.Contain("is there already"));
        Assert.That(Files(), Is.EqualTo(new[] { "customers.csv" }));
    }

    [Test]
    public async Task Another_command_for_the_file_is_refused_and_restart_begins_anew()
    {
        var file = await StopAsync();

        var other = await ImportAsync("users", file, "--set", "preferUserId=true");
        await using var elsewhere = NewImport();
        elsewhere.Environment["ITERABLE_API_KEY"] = "fedcba9876543210fedcba9876543210";
        Server.UnitedStates.AddProject("Other", elsewhere.Environment["ITERABLE_API_KEY"]);
        var otherProject = (await elsewhere.RunAsync("import", "users", file), elsewhere.Errors);
        var restarted = await ImportAsync("users", file, "--set", "preferUserId=true", "--restart", "--json");

        Assert.That((other.ExitCode, otherProject.Item1), Is.EqualTo((ExitCode.Usage, ExitCode.Usage)));
        Assert.That(other.Errors, Does.Contain("has an unfinished import: users. Give that command again").And.Contain("--restart"));
        Assert.That(otherProject.Errors, Does.Contain("to another project, or with another key"));
        AssertComplete(restarted.Output);
    }

    [Test]
    public async Task A_file_for_what_is_refused_that_cannot_be_made_is_said_and_nothing_is_begun()
    {
        var file = Folder.Write("customers.csv", "email\nada@example.com\n");

        var (exitCode, _, errors) = await ImportAsync("users", file, "--rejected", Path.Combine(Folder["rejcted"], "out.ndjson"));
        var left = Files().ToList();
        await SucceedAsync("users", file);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain("rejcted").And.Contain("cannot be made").And.Contain("--rejected"));
        Assert.That(left, Is.EqualTo(new[] { "customers.csv" }));
    }

    [Test]
    public async Task Restart_begins_anew_also_when_the_folder_of_what_was_refused_is_gone()
    {
        Directory.CreateDirectory(Folder["gone"]);
        var file = await StopAsync(options: ["--rejected", Path.Combine(Folder["gone"], "out.ndjson")]);
        Directory.Delete(Folder["gone"], recursive: true);

        var restarted = await ImportAsync("users", file, "--restart", "--json");

        Assert.That(restarted.ExitCode, Is.EqualTo(ExitCode.Refused), restarted.Errors);
        AssertComplete(restarted.Output);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There is no such name of a stream there.")]
    public async Task What_is_refused_of_a_stream_with_a_name_stands_where_that_of_the_standard_input_does()
    {
        Folder.Write("customers.csv", "email\nada@example.com\n\"bad\"row\n");
        var start = new ProcessStartInfo("bash", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "itbl.dll")}' import users <(cat customers.csv) --format csv"]) { WorkingDirectory = Folder.Path, RedirectStandardError = true };
        (start.Environment["ITERABLE_BASE_ADDRESS"], start.Environment["ITERABLE_API_KEY"]) = (Server.BaseAddress.ToString(), Server.ApiKey);
        using var bash = Process.Start(start)!;

        var errors = await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.That(bash.ExitCode, Is.EqualTo(ExitCode.Refused), errors);
        Server.Users.AssertExists("ada@example.com");
        Assert.That(Lines(Folder["stdin.rejected.ndjson"]).Select(line => (long)line["line"]!), Is.EqualTo(new[] { 3L }));
    }

    [TestCase("not JSON")]
    [TestCase("{}")]
    [TestCase("""{"itblImport": 99}""")]
    public async Task A_place_of_something_else_is_left_alone(string content)
    {
        var file = Folder.Write("customers.csv", "email\nada@example.com\n");
        Folder.Write("customers.csv.itbl.json", content);

        var (exitCode, _, errors) = await ImportAsync("users", file);

        Assert.That((exitCode, File.ReadAllText($"{file}.itbl.json")), Is.EqualTo((ExitCode.Usage, content)));
        Assert.That(errors, Does.Contain("is none of this version of itbl"));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "It needs a limit of bash for the size of files.")]
    public async Task A_row_whose_refusal_cannot_be_written_is_refused_by_the_same_command_again()
    {
        var file = Folder.Write("customers.csv", $"email,note\nada@example.com,\n\"bad\"row,{new string('x', 1_000_000)}\nbob@example.com,\n\"bad\"row,\n");
        var start = new ProcessStartInfo("bash", ["-c", "trap '' XFSZ; ulimit -f 300; exec dotnet \"$0\" import users \"$1\"", Path.Combine(AppContext.BaseDirectory, "itbl.dll"), file]) { RedirectStandardError = true };
        (start.Environment["ITERABLE_BASE_ADDRESS"], start.Environment["ITERABLE_API_KEY"]) = (Server.BaseAddress.ToString(), Server.ApiKey);
        // The runtime makes large files of its own otherwise.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var bash = Process.Start(start)!;
        var errors = await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();

        var refused = await RefusedAsync("users", file);

        Assert.That(bash.ExitCode, Is.EqualTo(ExitCode.Failure), errors);
        Assert.That(errors, Does.Contain("which takes what is refused, cannot be written").And.Contain("1 row dealt with; the same command goes on from there"));
        Assert.That(refused.Select(line => (long)line["line"]!), Is.EqualTo(new[] { 3L, 5L }));
        Assert.That((string?)refused[0]["text"], Has.Length.GreaterThan(1_000_000));
        Server.Users.AssertExists("bob@example.com");
    }

    [Test]
    public async Task One_process_at_a_time_imports_a_file()
    {
        var file = Folder.Write("customers.csv", "email\nada@example.com\n");
        using (new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None))
        {
            var (exitCode, _, errors) = await ImportAsync("users", file);
            Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
            Assert.That(errors, Does.Contain("If another itbl imports it, wait for that"));
        }

        await SucceedAsync("users", file);
    }

    [Test]
    public async Task A_process_that_ended_while_it_tidied_up_is_gone_on_with()
    {
        var file = Folder.Write("customers.csv", Customers());
        await StopAsync(file);
        var place = File.ReadAllText($"{file}.itbl.json");
        var rows = (long)JObject.Parse(place).SelectToken("tally.rows")!;
        File.Move($"{file}.rejected.ndjson.part", $"{file}.rejected.ndjson");

        var again = await ImportAsync("users", file, "--json");

        Assert.That(rows, Is.Positive);
        AssertComplete(again.Output);
    }

    private static string Customers() => "email,number\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => i % 1_000 == 7 ? $"\"bad\"{i}\n" : $"u{i}@example.com,{i}\n"));

    private static int Number(string email) => int.Parse(email[1..email.IndexOf('@', StringComparison.Ordinal)], CultureInfo.InvariantCulture);

    // Batches arrive in any order, and rows count from the first on.
    private static bool IsPastFirst(IterableTestRequest request) => !request.Body.Contains("\"u0@example.com\"", StringComparison.Ordinal);

    private async Task<string> StopAsync(string? file = null, params string[] options)
    {
        file ??= Folder.Write("customers.csv", Customers());
        Server.Faults.For(IterableOperations.BulkUpdateUsers).When(IsPastFirst).After(2).Always().RespondError(HttpStatusCode.Forbidden, "Forbidden");
        var (exitCode, _, errors) = await ImportAsync(["users", file, .. options]);
        Assert.That(exitCode, Is.EqualTo(ExitCode.Failure), errors);
        Server.Faults.Clear();
        return file;
    }

    private void AssertComplete(string output)
    {
        var said = JObject.Parse(output);
        Assert.That(((long)said["rows"]!, (long)said["accepted"]!, (long)said["refused"]!), Is.EqualTo(((long)Rows, Rows - 8L, 8L)));
        Assert.That(Server.Users.Select(user => Number(user.Email!)).Order(), Is.EqualTo(Enumerable.Range(0, Rows).Where(i => i % 1_000 != 7)));
        Assert.That(Lines((string)said["rejected"]!).Select(line => (long)line["line"]!), Is.EqualTo(Enumerable.Range(0, 8).Select(i => (i * 1_000) + 9L)));
        Assert.That(Files(), Is.EquivalentTo(["customers.csv", "customers.csv.rejected.ndjson"]));
    }

    private sealed class FullWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("No space left on device.");
    }
}
