using System.Globalization;
using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;
using Iterable.Generated.Tool.Serve.Seed;

namespace Iterable.Generated.Tool.Demo;

/// <summary>The steps of the demo, which are the commands themselves. What they say is compared with what the server has.</summary>
/// <param name="server">The server, without data.</param>
/// <param name="folder">Where files go; an empty folder.</param>
/// <param name="host">Where it is shown.</param>
internal sealed class DemoRun(IterableTestServer server, string folder, ToolHost host)
{
    private const int Opens = 12_000;
    private const int Clicks = 3_000;
    private const int ShownCampaigns = 5;
    private const string Seed = "seed.json";
    private const string Exported = "exported";
    private const string Customers = "customers.csv";

    private const string Rows = """
        email,plan,visits
        grace@example.com,pro,12
        ada@example.com,pro,41
        linus@example.com,free,many
        margaret@example.com,free,7

        """;

    /// <exception cref="ToolException">A command failed, or what it said is not so.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var end = new DateTimeOffset(host.Time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        await SeedAsync(end.AddDays(-1), end, cancellationToken).ConfigureAwait(false);
        await ExportAsync(end.AddDays(-1), end, cancellationToken).ConfigureAwait(false);
        await QueryAsync(cancellationToken).ConfigureAwait(false);
        await ImportAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SeedAsync(DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var seed = FormattableString.Invariant($$"""
            {
              "users": [
                { "email": "ada@example.com", "dataFields": { "plan": "free", "visits": 40 } },
                { "email": "alan@example.com", "dataFields": { "plan": "pro", "visits": 2 } }
              ],
              "generatedExports": [
                { "dataType": "emailOpen", "count": {{Opens}}, "start": "{{start:O}}", "end": "{{end:O}}", "seed": 1 },
                { "dataType": "emailClick", "count": {{Clicks}}, "start": "{{start:O}}", "end": "{{end:O}}", "seed": 2 }
              ]
            }
            """);
        await File.WriteAllTextAsync(PathOf(Seed), seed, cancellationToken).ConfigureAwait(false);
        SeedFile.Apply(JsonFile.Parse(seed, Seed), Seed, server.Project);

        Say("A server with the data of a day, in this process. No account is needed, and nothing leaves this machine.");
        Say($"$ itbl serve --seed {Seed}");
        Say(FormattableString.Invariant($"  {server.Project.Users.Count} users, {Opens:N0} opens and {Clicks:N0} clicks, here on a port that was free. The next commands would find it by"));
        Say($"  export ITERABLE_BASE_ADDRESS={server.BaseAddress} ITERABLE_API_KEY={server.ApiKey}");
    }

    private async Task ExportAsync(DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        Say("", "Out to Parquet, two types of data at once. Whatever ends it, the same command goes on.");
        var (from, to) = (start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        string[] counts = [FormattableString.Invariant($"emailOpen: {Opens:N0} records"), FormattableString.Invariant($"emailClick: {Clicks:N0} records")];
        await CommandAsync(ExitCode.Success, counts, ["export", "emailOpen", "emailClick", "--from", from, "--to", to, "--format", "parquet", "--out", Exported], cancellationToken).ConfigureAwait(false);
    }

    private async Task QueryAsync(CancellationToken cancellationToken)
    {
        var query = new DemoQuery(folder, host);
        var clicks = await query.RunAsync($"{Exported}/emailClick", cancellationToken).ConfigureAwait(false);
        var opens = await query.RunAsync($"{Exported}/emailOpen", cancellationToken).ConfigureAwait(false);

        Say("", $"A query on the files. {query.Reader}");
        Say($"$ duckdb -c \"{DemoQuery.Sql($"{Exported}/emailOpen")} LIMIT {ShownCampaigns}\"");
        Say($"  {"campaignId",10}  {"count(*)",8}");
        foreach (var row in opens.Take(ShownCampaigns))
            Say(FormattableString.Invariant($"  {row.Campaign,10}  {row.Records,8}"));

        Require("Opens in the files", Opens, opens.Sum(row => row.Records));
        Require("Clicks in the files", Clicks, clicks.Sum(row => row.Records));
        Say(FormattableString.Invariant($"  All {opens.Count} campaigns have {Opens:N0} opens and {Clicks:N0} clicks, as many as the server."));
    }

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(PathOf(Customers), Rows, cancellationToken).ConfigureAwait(false);
        Say("", "In from CSV. The project has numbers for visits, and one row has none; it does not hold up the others.");
        Say([.. Rows.TrimEnd().Split('\n').Select(row => $"  {row.TrimEnd()}")]);
        await CommandAsync(ExitCode.Refused, ["4 rows, 3 accepted, 1 refused"], ["import", "users", Customers], cancellationToken).ConfigureAwait(false);

        var users = server.Project.Users;
        Require("Users in the project", 4, users.Count);
        foreach (var (email, visits) in new[] { ("grace@example.com", 12), ("ada@example.com", 41), ("margaret@example.com", 7) })
            Require($"Visits of {email}", visits, (long?)users.Find(email)?.DataFields["visits"]);
        Require("Rows in the file of refused ones", 1, File.ReadLines(PathOf($"{Customers}.rejected.ndjson")).Count());
        Say($"  Exit code {ExitCode.Refused}. The project has {users.Count} users now, with the values of the three rows.", "");
    }

    private async Task CommandAsync(int expected, string[] counts, string[] words, CancellationToken cancellationToken)
    {
        Say($"$ itbl {string.Join(' ', words)}");
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await ItblCommand.RunAsync([.. words.Select(word => word is Exported or Customers ? PathOf(word) : word)], Inner(output, errors), cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (code != expected)
            throw new ToolException($"itbl {words[0]} ended with exit code {code} instead of {expected}. {errors}{output}".TrimEnd());
        if (Array.Find(counts, count => !output.ToString().Contains(count, StringComparison.Ordinal)) is { } other)
            throw new ToolException($"itbl {words[0]} does not say \"{other}\", but: {output}".TrimEnd());

        // As if the folder were the current one.
        Say([.. output.ToString().Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).TrimEnd().Split('\n').Select(line => $"  {line.TrimEnd()}")]);
    }

    // Nothing of the user's own projects: the demo cannot come to another server.
    private ToolHost Inner(StringWriter output, StringWriter errors) => new()
    {
        Out = TextWriter.Synchronized(output),
        Error = TextWriter.Synchronized(errors),
        In = Stream.Null,
        Variable = name => name switch
        {
            "ITERABLE_BASE_ADDRESS" => server.BaseAddress.ToString(),
            "ITERABLE_API_KEY" => server.ApiKey,
            "ITERABLE_PROFILE_FILE" => PathOf("profiles.json"),
            _ => null,
        },
        Time = host.Time,
    };

    private static void Require(string what, long expected, long? actual)
    {
        if (actual != expected)
            throw new ToolException(FormattableString.Invariant($"{what}: {actual?.ToString("N0", CultureInfo.InvariantCulture) ?? "none"} instead of {expected:N0}. The demo shows something that is not so."));
    }

    private void Say(params string[] lines)
    {
        foreach (var line in lines)
            host.Out.WriteLine(line);
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
