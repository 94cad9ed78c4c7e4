using System.Globalization;
using Iterable.Generated;
using Iterable.Generated.Testing;

namespace Ingestion.Demo;

/// <summary>What the service and the table of the refused have, against what was queued. A line is good when what it says was looked up.</summary>
internal sealed class Findings(Ledger ledger, RecordsInHand inHand, IterableTestServer service)
{
    /// <summary>Fewer calls say nothing about a rate.</summary>
    private const int FewestCalls = 20;

    private readonly List<(string Name, string Text, bool IsGood)> _lines = [];

    public bool AreGood => _lines.All(line => line.IsGood);

    public void Main(DemoRecord[] records, int kills)
    {
        var taken = records.Where(record => !record.IsRefused).ToList();
        var missing = taken.Count(record => ledger.TimesOf(record.Number) == 0);
        Add("took effect", missing == 0, $"{taken.Count - missing:N0} of {taken.Count:N0} records that the service takes");

        var events = taken.Where(record => !record.IsUpdate).Select(record => $"{record.Number}").ToHashSet();
        var counted = service.Events.Select(it => it.Id).OfType<string>().ToList();
        var repeated = taken.Count(record => !record.IsUpdate && ledger.TimesOf(record.Number) > 1);
        Add("events", events.SetEquals(counted) && counted.Count == events.Count, $"{events.Count:N0} sent, {counted.Count:N0} counted; {repeated:N0} came twice and count once");

        var twice = taken.Where(record => ledger.TimesOf(record.Number) > 1).ToList();
        var unexplained = twice.Count(record => !inHand.WereKilled(record.Number));
        Add("sent twice", unexplained == 0, $"{twice.Count:N0} of the {inHand.Killed:N0} that {kills:N0} killed processes had in hand, {unexplained:N0} others");

        var (broken, late, moved) = Order(taken);
        Add("order of each user", broken == 0, $"broken for {late:N0} of those, for {moved:N0} in hand when their queue went to another process, for {broken:N0} others");

        var stale = taken.Where(record => record.IsUpdate).GroupBy(record => record.User).Count(user =>
            !user.Any(record => inHand.WereKilled(record.Number) || inHand.WereMoved(record.Number)) && (int)service.Users.FindByUserId(user.Key)!.DataFields[DemoRecord.Field]! != user.Last().Number);
        Add("profiles", stale == 0, $"{stale:N0} of the users with none of those have anything but their last update");
    }

    public void Refused(DemoRecord[] records, List<RefusedRecord> refused)
    {
        var expected = records.Where(record => record.IsRefused).ToDictionary(record => record.User, record => (record.IsForgotten ? BulkReason.Forgotten : BulkReason.WrongType).Value);
        var right = refused.Count(it => expected.TryGetValue(it.Record.User, out var reason) && it.Reason == reason);
        var sent = records.Count(record => record.IsRefused && ledger.TimesOf(record.Number) > 0);
        Add("refused", right == expected.Count && refused.Count == right && sent == 0, $"{right:N0} of {expected.Count:N0} in the table with their reason, {refused.Count - right:N0} others");
    }

    public void Replayed(DemoRecord[] records, List<RefusedRecord> left)
    {
        var refused = records.Where(record => record.IsRefused).ToList();
        var done = refused.Count(record => (int?)service.Users.FindByUserId(record.User)?.DataFields[DemoRecord.Field] == record.Number);
        Add("replayed", done == refused.Count && left.Count == 0, $"{done:N0} of {refused.Count:N0} took effect then, {left.Count:N0} are left");
    }

    public void Stopped(DemoRecord[] more)
    {
        var (lost, doubled) = (more.Count(record => ledger.TimesOf(record.Number) == 0), more.Count(record => ledger.TimesOf(record.Number) > 1));
        var (broken, _, moved) = Order(more);
        Add("stopped", lost + doubled + broken == 0, $"each worker while {more.Length:N0} records went through: {lost:N0} lost, {doubled:N0} doubled, order broken for {moved:N0} that were in hand, for {broken:N0} others");
    }

    /// <summary>How much of the limit was used while nothing disturbed the workers, and whether the service found it kept to.</summary>
    public void Limit(DateTimeOffset since, DateTimeOffset? until)
    {
        var tooMany = service.Requests.Count(request => request.Status == 429);
        var calls = service.Requests.To(IterableOperations.BulkUpdateUsers).Where(request => request.Time > since && request.Time < (until ?? DateTimeOffset.MaxValue)).ToList();
        var limit = IterableOperations.BulkUpdateUsers.RateLimit!;
        var allowed = limit.Permits * DemoRun.Share / limit.Window.TotalSeconds;
        var used = calls.Count < 2 ? 0 : (calls.Count - 1) / (calls[^1].Time - calls[0].Time).TotalSeconds / allowed;
        var isMeasured = calls.Count >= FewestCalls;
        var records = calls.Count == 0 ? 0 : calls.Average(request => request.Effects.Count);
        Add("limit", tooMany == 0 && (!isMeasured || used is >= 0.9 and <= 1.02),
            $"{used * 100:0.0}% of {allowed:0.0#} calls a second used before the first kill{(isMeasured ? "" : $" (too short to tell: {calls.Count} calls)")}, {records:0} updates a call; {tooMany:N0} answers of 429");
    }

    public void Write(int records, int workers, TextWriter screen)
    {
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{records:N0} records over {workers} processes"));
        screen.WriteLine();
        foreach (var (name, text, isGood) in _lines)
            screen.WriteLine($"{name,-20}{(isGood ? "yes" : "NO"),-5}{text}");
    }

    /// <summary>Records that took effect after a later one of their user and kind: all that nothing explains, of those that a killed process had, and of those whose queue had moved.</summary>
    private (int Broken, int Killed, int Moved) Order(IReadOnlyCollection<DemoRecord> records)
    {
        var known = records.ToDictionary(record => record.Number);
        var (last, late) = (new Dictionary<(string, bool), int>(), new HashSet<int>());
        foreach (var record in ledger.InOrder.Where(known.ContainsKey).Select(number => known[number]))
        {
            var newest = last.GetValueOrDefault((record.User, record.IsUpdate), -1);
            if (record.Number < newest)
                late.Add(record.Number);
            last[(record.User, record.IsUpdate)] = Math.Max(newest, record.Number);
        }

        var killed = late.Count(inHand.WereKilled);
        var moved = late.Count(number => !inHand.WereKilled(number) && inHand.WereMoved(number));
        return (late.Count - killed - moved, killed, moved);
    }

    private void Add(string name, bool isGood, FormattableString text) => _lines.Add((name, text.ToString(CultureInfo.InvariantCulture), isGood));
}
