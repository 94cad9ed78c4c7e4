using System.Diagnostics;
using System.Net.Http.Json;
using Iterable.Generated;
using Iterable.Generated.ScaleBenchmarks;
using Iterable.Generated.Testing;
using Newtonsoft.Json.Linq;
using Npgsql;

namespace Ingestion.Demo;

/// <summary>One process that queues and three that work, on this machine: some are killed, what was refused goes again, all are stopped, and then the service is asked what took effect.</summary>
internal sealed class DemoRun : IAsyncDisposable
{
    public const int FewestRecords = 200;

    /// <summary>The part of the limits that the workers use: little enough that a small machine is faster than it, so that the limit is what is measured.</summary>
    public const double Share = 0.1;

    private const int Workers = 3;
    private const int RecordsOfACall = 500;

    private static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly StoreServer _database;
    private readonly NpgsqlDataSource _connections;
    private readonly IterableTestServer _service;
    private readonly Ledger _ledger;
    private readonly RecordsInHand _inHand;
    private readonly TextWriter _progress;
    private readonly CancellationToken _end;
    private readonly List<DemoProcess> _workers = [];
    private readonly Random _dice = new();
    private DemoProcess? _queue;

    private DemoRun(StoreServer database, IterableTestServer service, TextWriter progress, CancellationToken end)
    {
        (_database, _service, _progress, _end) = (database, service, progress, end);
        _connections = NpgsqlDataSource.Create(database.Address);
        _ledger = new Ledger(service);
        _inHand = new RecordsInHand(_connections);
    }

    /// <summary>Shows it, and writes one screen of what was found.</summary>
    /// <returns>Whether all that the screen claims was found true.</returns>
    public static async Task<bool> RunAsync(int records, int kills, TextWriter screen, TextWriter progress, CancellationToken cancellationToken)
    {
        var database = await StoreServer.StartAsync(PostgreSqlServer.Name);
        var service = await IterableTestServer.StartAsync(new IterableTestServerOptions { EnforceRateLimits = true, JournalCapacity = int.MaxValue }, cancellationToken);
        await using var run = new DemoRun(database, service, progress, cancellationToken);
        return await run.RunAsync(records, kills, screen);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _workers.Append(_queue).OfType<DemoProcess>())
            await process.DisposeAsync();
        await _connections.DisposeAsync();
        await _service.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<bool> RunAsync(int count, int kills, TextWriter screen)
    {
        var records = DemoRecords.Make(count);
        var more = DemoRecords.More(records, Math.Max(FewestRecords, count / 20));
        Prepare(records);
        _queue = await StartAsync("queue");
        await _inHand.WatchAsync(_end);
        Say($"queueing {count:N0} records");
        await QueueAsync(records);

        for (var i = 0; i < Workers; i++)
            _workers.Add(await StartWorkerAsync());
        var findings = new Findings(_ledger, _inHand, _service);
        var begun = _service.Clock.GetUtcNow();
        var firstKill = await KillAsync(records, kills);
        await SettledAsync(records);
        await _inHand.ReadMovedAsync(_end);
        findings.Main(records, kills);
        findings.Refused(records, await RefusedAsync());
        findings.Limit(begun, firstKill);

        Say("replaying what was refused");
        await ReplayAsync(records);
        findings.Replayed(records, await RefusedAsync());

        Say($"queueing {more.Length:N0} records, and stopping one worker after the other");
        await QueueAsync(more);
        await StopEachAsync(records.Length, more.Length);
        await WaitAsync(() => Task.FromResult(more.All(record => _ledger.TimesOf(record.Number) > 0)), "the records that were queued last are settled");
        foreach (var process in _workers.Append(_queue))
            await process!.StopAsync(_end);
        await _inHand.ReadMovedAsync(_end);
        findings.Stopped(more);
        findings.Write(records.Length + more.Length, Workers, screen);
        return findings.AreGood;
    }

    /// <summary>The project knows its field as a number, and has forgotten some users.</summary>
    private void Prepare(DemoRecord[] records)
    {
        _service.Users.AddByUserId("somebody", new Dictionary<string, object> { [DemoRecord.Field] = 1 });
        foreach (var record in records.Where(record => record.IsForgotten))
            _service.Users.Forget(record.User);
    }

    private async Task QueueAsync(IEnumerable<DemoRecord> records)
    {
        foreach (var some in records.Chunk(RecordsOfACall))
        {
            await PostAsync("/users", some.Where(record => record.IsUpdate).Select(record => record.ToUpdate()).ToArray());
            await PostAsync("/events", some.Where(record => !record.IsUpdate).Select(record => record.ToEvent()).ToArray());
        }
    }

    private async Task PostAsync<T>(string path, T[] body)
    {
        using var answer = await _queue!.Http.PostAsJsonAsync(path, body, _end);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Kills one of the workers at random moments between a quarter and most of the records, and starts another each time.</summary>
    /// <returns>When the first was killed; before that nothing disturbed them.</returns>
    private async Task<DateTimeOffset?> KillAsync(DemoRecord[] records, int kills)
    {
        DateTimeOffset? first = null;
        foreach (var moment in Enumerable.Range(0, kills).Select(_ => _dice.Next(records.Length / 4, records.Length * 9 / 10)).Order().ToList())
        {
            await WaitAsync(() => Task.FromResult(_ledger.Count >= moment), $"{moment:N0} records have taken effect");
            await Task.Delay(_dice.Next(2000), _end);
            var index = _dice.Next(Workers);
            var worker = _workers[index];
            worker.CheckRuns();
            first ??= _service.Clock.GetUtcNow();
            await worker.KillAsync();
            await _inHand.NoteKilledAsync(worker.Node, _end);
            Say($"killed worker {index + 1} after {_ledger.Read().Count:N0} records");
            await worker.DisposeAsync();
            _workers[index] = await StartWorkerAsync();
        }

        return first;
    }

    /// <summary>Waits until each record took effect or is in the table of the refused.</summary>
    private Task SettledAsync(DemoRecord[] records)
    {
        var refused = records.Count(record => record.IsRefused);
        return WaitAsync(async () => _ledger.Count >= records.Length - refused && (await RefusedAsync()).Count >= refused, "each record took effect or is refused");
    }

    private async Task ReplayAsync(DemoRecord[] records)
    {
        using var client = _service.CreateClient();
        foreach (var record in records.Where(record => record.IsForgotten))
            await client.Users.UnforgetUserAsync(new UserRequest { UserId = record.User }, _end);
        foreach (var refused in (await RefusedAsync()).Where(refused => refused.Record.User.StartsWith(DemoRecord.Mistaken, StringComparison.Ordinal)))
        {
            var correction = records.Single(record => record.User == refused.Record.User).ToUpdate(isCorrected: true);
            using var answer = await _queue!.Http.PostAsJsonAsync($"/refused/{refused.Id}/user", correction, _end);
            answer.EnsureSuccessStatusCode();
        }

        JToken replayed;
        do
        {
            using var answer = await _queue!.Http.PostAsync("/refused/replay", null, _end);
            replayed = JObject.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(_end))["replayed"]!;
        }
        while ((int)replayed > 0);
        await WaitAsync(() => Task.FromResult(_ledger.Count >= records.Length), "what was refused took effect");
    }

    private async Task StopEachAsync(int before, int count)
    {
        for (var i = 0; i < Workers; i++)
        {
            var moment = before + (count * (i + 1) / (Workers + 2));
            await WaitAsync(() => Task.FromResult(_ledger.Count >= moment), $"{moment:N0} records have taken effect");
            var watch = Stopwatch.StartNew();
            await _workers[i].StopAsync(_end);
            Say($"stopped worker {i + 1} in {watch.Elapsed.TotalSeconds:0.0} s");
            await _workers[i].DisposeAsync();
            _workers[i] = await StartWorkerAsync();
        }
    }

    private async Task<List<RefusedRecord>> RefusedAsync() => (await _queue!.Http.GetFromJsonAsync<List<RefusedRecord>>("/refused?limit=1000000", _end))!;

    private async Task<DemoProcess> StartWorkerAsync()
    {
        var worker = await StartAsync("worker");
        worker.Node = await _inHand.NewestNodeAsync(_end);
        return worker;
    }

    private Task<DemoProcess> StartAsync(string role) => DemoProcess.StartAsync(
        new Dictionary<string, string>
        {
            ["Ingestion__Role"] = role,
            ["Ingestion__Share"] = FormattableString.Invariant($"{Share}"),
            [$"ConnectionStrings__{IngestionSetup.ConnectionName}"] = _database.Address,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Iterable__ApiKey"] = _service.ApiKey,
            ["Iterable__BaseAddress"] = _service.BaseAddress.AbsoluteUri,
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        },
        _end);

    private async Task WaitAsync(Func<Task<bool>> happened, string what)
    {
        var (seen, since) = (-1, DateTimeOffset.MinValue);
        while (!await happened())
        {
            foreach (var process in _workers)
                process.CheckRuns();
            if (_ledger.Read().Count != seen)
                (seen, since) = (_ledger.Count, DateTimeOffset.UtcNow);
            else if (DateTimeOffset.UtcNow - since > LongestStandstill)
                throw new TimeoutException($"For {LongestStandstill.TotalMinutes} minutes no record has taken effect, with {seen:N0} that have, before it could be seen that {what}.");
            await Task.Delay(Beat, _end);
        }
    }

    private void Say(string what) => _progress.WriteLine(FormattableString.Invariant($"{DateTimeOffset.Now:HH:mm:ss} {what}"));
}
