namespace Iterable.Generated.Testing.Tests;

/// <summary>Export jobs as the service shows them.</summary>
public class ExportJobTests : ServerTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 14, 0, 0, 0, TimeSpan.Zero);

    [SetUp]
    public void SetTime()
    {
        Server.Clock.Stop();
        Server.Clock.Set(Day.AddDays(1));
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        Server.Exports.Jobs.MaxFileSize = 1000;
    }

    [Test]
    public async Task A_job_waits_then_runs_while_its_files_appear_then_is_completed()
    {
        Server.Exports.Jobs.FilesPerStep = 7;
        var job = await StartAsync();

        var listed = (await GetJsonAsync("export/jobs"))["jobs"]!.Single();
        var (states, files) = await FollowAsync(job);

        Assert.Multiple(() =>
        {
            Assert.That(((long?)listed["id"], (string?)listed["dataTypeName"], (string?)listed["jobState"]), Is.EqualTo((job, "emailOpen", "enqueued")));
            Assert.That(states[..^1], Is.Not.Empty.And.All.EqualTo("running"));
            Assert.That(states[^1], Is.EqualTo("completed"));
            Assert.That(files, Is.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
            Assert.That(files, Has.Count.GreaterThan(20));
        });
    }

    [Test]
    public async Task A_page_has_ten_files_in_the_order_of_their_names()
    {
        Server.Exports.Jobs.FilesPerStep = 1000;
        var job = await StartAsync();

        var first = Files(await GetJsonAsync($"export/{job}/files"));
        var second = Files(await GetJsonAsync($"export/{job}/files?startAfter={first[^1].Name}"));
        var again = Files(await GetJsonAsync($"export/{job}/files"));

        var all = Server.Exports.Jobs.Find(job)!.Files.Select(file => file.Name);
        Assert.That(first.Concat(second).Select(file => file.Name), Is.EqualTo(all.Take(20)));
        Assert.That(again.Select(file => file.Name), Is.EqualTo(first.Select(file => file.Name)));
    }

    [TestCase("application/x-json-stream", "json", "")]
    [TestCase("text/csv", "csv", "createdAt;email;eventName;messageId;campaignId;amount;note;labels;nested\r\n")]
    public async Task The_files_hold_what_an_export_at_once_holds(string outputFormat, string kind, string header)
    {
        var whole = await Http.GetStringAsync($"export/data.{kind}?dataTypeName=emailOpen&range=All{(header.Length > 0 ? "&delimiter=;" : "")}");
        var job = await StartAsync($$"""{"dataTypeName":"emailOpen","outputFormat":"{{outputFormat}}"{{(header.Length > 0 ? ",\"delimiter\":\";\"" : "")}}}""");
        var (_, files) = await FollowAsync(job);

        var contents = new List<string>();
        foreach (var (_, url) in await LinksAsync(job))
            contents.Add(await FetchAsync(url));

        var known = Server.Exports.Jobs.Find(job)!.Files;
        Assert.Multiple(() =>
        {
            Assert.That(contents, Has.Count.EqualTo(files.Count));
            Assert.That(contents, Is.All.StartsWith(header), "each file is a table of its own");
            Assert.That(header + string.Concat(contents.Select(content => content[header.Length..])), Is.EqualTo(whole));
            Assert.That(known.Select(file => file.Length), Is.EqualTo(contents.Select(content => System.Text.Encoding.UTF8.GetByteCount(content))).And.All.LessThanOrEqualTo(1000));
            Assert.That(known.Sum(file => file.Records), Is.EqualTo(100));
        });
    }

    [Test]
    public async Task A_job_is_asked_for_a_window_and_for_columns()
    {
        var job = await StartAsync(
            """
            {"dataTypeName":"emailOpen","outputFormat":"text/csv","startDateTime":"2026-01-14 00:00:00 +00:00","endDateTime":"2026-01-14 06:00:00","onlyFields":"messageId,amount","omitFields":"amount"}
            """);
        await FollowAsync(job);

        var (_, url) = (await LinksAsync(job)).Single();

        Assert.That(await FetchAsync(url), Is.EqualTo("messageId\r\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"generated-{i}\r\n"))));
        Assert.That((Server.Exports.Jobs.Find(job)!.Start, Server.Exports.Jobs.Find(job)!.End), Is.EqualTo((Day, Day.AddHours(6))));
    }

    [TestCase("""{"dataTypeName":"userNew","outputFormat":"text/csv"}""", "dataTypeName")]
    [TestCase("""{"dataTypeName":"emailOpen","outputFormat":"text/xml"}""", "outputFormat")]
    [TestCase("""{"dataTypeName":"emailOpen","outputFormat":"text/csv","endDateTime":"2026-01-14 00:00:00"}""", "startDateTime")]
    public async Task A_job_that_cannot_be_is_refused_by_name(string body, string named) =>
        Assert.That((string?)(await ErrorAsync(await PostAsync("export/start", body), HttpStatusCode.BadRequest, "BadParams"))["msg"], Does.Contain(named));

    [Test]
    public async Task Four_jobs_of_an_organization_run_at_a_time_and_the_others_wait_their_turn()
    {
        var other = Server.Europe.AddProject("EU");
        other.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        var foreign = other.Exports.Jobs.Add("emailOpen");
        var jobs = Enumerable.Range(0, 5).Select(_ => Server.Exports.Jobs.Add("emailOpen")).ToArray();

        var asked = await GetJsonAsync($"export/{jobs[4]}/files");
        await FollowAsync(jobs[0]);
        var askedAgain = await GetJsonAsync($"export/{jobs[4]}/files");
        var running = (await GetJsonAsync("export/jobs?jobState=running"))["jobs"]!.Select(job => (long)job["id"]!);

        Assert.Multiple(() =>
        {
            Assert.That((string?)asked["jobState"], Is.EqualTo("enqueued"));
            Assert.That((string?)askedAgain["jobState"], Is.EqualTo("enqueued"), "the one before it was let in");
            Assert.That(running, Is.EqualTo(jobs[1..4]), "the job of the other project takes the fourth place");
            Assert.That(other.Exports.Jobs.Find(foreign)!.State, Is.EqualTo(ExportJobState.Running));
        });
    }

    [Test]
    public async Task A_job_goes_on_with_the_clock_of_the_server_too()
    {
        var job = await StartAsync();

        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        var (begun, made) = (Server.Exports.Jobs.Find(job)!.State, Server.Exports.Jobs.Find(job)!.Files.Count);
        Server.Clock.Advance(TimeSpan.FromHours(1));

        Assert.That((begun, made), Is.EqualTo((ExportJobState.Running, 10)));
        Assert.That(await Http.GetStringAsync("export/jobs?jobState=completed"), Does.Match($"\"id\":{job},.*\"endTime\":\"2026-01-15T01:01:00.000Z\""));
    }

    [Test]
    public async Task A_link_is_good_for_half_an_hour()
    {
        var job = await StartAsync();
        var (name, url) = Files(await GetJsonAsync($"export/{job}/files"))[0];

        Server.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        var inTime = await FetchAsync(url);
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        using var bare = new HttpClient();
        var late = await bare.GetAsync(url);
        var forged = await bare.GetAsync(url.Replace("X-Amz-Expires=1800", "X-Amz-Expires=9999"));

        Assert.Multiple(() =>
        {
            Assert.That(inTime, Is.Not.Empty);
            Assert.That((late.StatusCode, late.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.Forbidden, "application/xml")));
            Assert.That(late.Content.ReadAsStringAsync().Result, Does.Contain("<Message>Request has expired</Message>"));
            Assert.That(forged.Content.ReadAsStringAsync().Result, Does.Contain("SignatureDoesNotMatch"));
            Assert.That(Server.Exports.Jobs.Find(job)!.Files.Single(file => file.Name == name).Downloads, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task The_storage_has_an_address_of_its_own_and_its_requests_show_what_they_carry()
    {
        var job = await StartAsync();
        var (_, url) = Files(await GetJsonAsync($"export/{job}/files"))[0];

        await FetchAsync(url);
        await Http.GetStringAsync(url);

        Assert.That(new Uri(url).Port, Is.Not.EqualTo(Server.UnitedStates.BaseAddress.Port).And.Not.EqualTo(Server.Europe.BaseAddress.Port));
        Assert.That(Server.Requests.ToExportFiles().Select(request => (request.ApiKey, request.OperationId)), Is.EqualTo(new (string?, string?)[] { (null, null), (Server.ApiKey, null) }));
    }

    [Test]
    public async Task A_job_that_is_cancelled_makes_no_more_files()
    {
        var job = await StartAsync();
        var before = Files(await GetJsonAsync($"export/{job}/files"));

        await Client.Export.CancelExportAsync(job);
        var listed = (string?)(await GetJsonAsync("export/jobs"))["jobs"]!.Single()["jobState"];
        var (states, files) = await FollowAsync(job);

        Assert.That((listed, states[^1]), Is.EqualTo(("cancelling", "cancelled")));
        Assert.That(files, Is.EqualTo(before.Select(file => file.Name)));
        await Client.Export.CancelExportAsync(job);
        Assert.That(Server.Exports.Jobs.Find(job)!.State, Is.EqualTo(ExportJobState.Cancelled));
    }

    [Test]
    public async Task A_job_can_be_made_to_go_back_to_wait_and_to_fail()
    {
        Server.Exports.Jobs.RestartNext(afterFiles: 3);
        Server.Exports.Jobs.FailNext(afterFiles: 2);

        var (restarted, files) = await FollowAsync(await StartAsync());
        var (failed, some) = await FollowAsync(await StartAsync());
        var (fine, _) = await FollowAsync(await StartAsync());

        Assert.Multiple(() =>
        {
            Assert.That(restarted[..3], Is.EqualTo(new[] { "running", "enqueued", "running" }));
            Assert.That(files, Is.Unique.And.Count.GreaterThan(20));
            Assert.That((failed[^1], some.Count), Is.EqualTo(("failed", 2)));
            Assert.That(fine, Has.None.EqualTo("enqueued").And.None.EqualTo("failed"));
        });
    }

    [Test]
    public async Task A_job_that_grows_too_large_is_cut_and_says_so_when_it_is_completed()
    {
        Server.Exports.Jobs.TruncateAt = 5000;
        var job = await StartAsync();

        var running = await GetJsonAsync($"export/{job}/files");
        await FollowAsync(job);
        var completed = await GetJsonAsync($"export/{job}/files");

        var files = Server.Exports.Jobs.Find(job)!.Files;
        Assert.Multiple(() =>
        {
            Assert.That(((bool?)running["exportTruncated"], (bool?)completed["exportTruncated"]), Is.EqualTo((false, true)));
            Assert.That(files.Sum(file => file.Length), Is.InRange(4000, 5000));
            Assert.That(files.Sum(file => file.Records), Is.LessThan(100));
        });
    }

    [TestCase("export/99/files")]
    [TestCase("export/99")]
    public async Task There_is_no_other_job(string path)
    {
        var foreign = Server.Europe.AddProject("EU").Exports.Jobs.Add("emailOpen");
        using var message = new HttpRequestMessage(path.EndsWith("files") ? HttpMethod.Get : HttpMethod.Delete, path.Replace("99", $"{foreign}"));

        await ErrorAsync(await Http.SendAsync(message), HttpStatusCode.NotFound, "NotFound");
    }

    [Test]
    public async Task A_job_of_any_size_begins_at_once()
    {
        Server.Exports.AddGenerated("emailSend", 10_000_000_000, Day.AddYears(-1), Day);
        var job = await StartAsync("""{"dataTypeName":"emailSend","outputFormat":"text/csv"}""");

        Assert.That(Files(await GetJsonAsync($"export/{job}/files")), Has.Count.EqualTo(10));
    }

    private async Task<long> StartAsync(string body = """{"dataTypeName":"emailOpen","outputFormat":"application/x-json-stream"}""") =>
        (long)(await JsonAsync(await PostAsync("export/start", body)))["jobId"]!;

    /// <summary>Asks until the job has ended, each time for the files after the last.</summary>
    private async Task<(List<string> States, List<string> Files)> FollowAsync(long job)
    {
        var (states, files) = (new List<string>(), new List<string>());
        while (states.Count == 0 || states[^1] is "enqueued" or "running" or "cancelling")
        {
            var answer = await GetJsonAsync($"export/{job}/files?startAfter={files.LastOrDefault()}");
            states.Add((string)answer["jobState"]!);
            files.AddRange(Files(answer).Select(file => file.Name));
        }

        return (states, files);
    }

    private async Task<List<(string Name, string Url)>> LinksAsync(long job)
    {
        var links = new List<(string Name, string Url)>();
        while (Files(await GetJsonAsync($"export/{job}/files?startAfter={links.LastOrDefault().Name}")) is { Count: > 0 } page)
            links.AddRange(page);

        return links;
    }

    private static List<(string Name, string Url)> Files(JObject answer) => [.. answer["files"]!.Select(file => ((string)file["file"]!, (string)file["url"]!))];

    private static async Task<string> FetchAsync(string url)
    {
        using var bare = new HttpClient();
        return await bare.GetStringAsync(url);
    }
}
