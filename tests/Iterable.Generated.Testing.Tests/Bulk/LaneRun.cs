namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>One run of a scenario: what was added, what was told, and whether the server agrees.</summary>
internal sealed class LaneRun(World world, LaneCase lane, Scenario scenario)
{
    private readonly Lock _gate = new();
    private readonly List<RecordPlan> _plans = [];
    private readonly HashSet<int> _notAdded = [];
    private readonly Dictionary<int, List<Told>> _told = [];
    private bool _hasFaults;

    public World World { get; } = world;

    public Scenario Scenario { get; } = scenario;

    /// <summary>Whether records are pushed to a sender, not pulled from a stream.</summary>
    public bool IsPushed { get; init; }

    public bool IsClosed { get; set; }

    /// <summary>How many records were added.</summary>
    public int Added => _plans.Count - _notAdded.Count;

    public int Outcomes { get; private set; }

    /// <summary>Takes note of a record that is going to be added.</summary>
    /// <returns>Its number.</returns>
    public int Plan(RecordPlan plan)
    {
        _plans.Add(plan);
        return _plans.Count - 1;
    }

    public void NotAdded(int number) => _notAdded.Add(number);

    public void Told(int number, Told outcome)
    {
        lock (_gate)
        {
            if (!_told.TryGetValue(number, out var all))
                _told[number] = all = [];
            all.Add(outcome);
            Outcomes++;
        }
    }

    /// <summary>Does what has nothing to do with the lane.</summary>
    public async Task MeetAsync(Step step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.Wait { Time: var time }:
                await Task.Delay(time, World.Clock, cancellationToken);
                break;
            case Step.Fault { What: var fault } when fault.Kind != FaultKind.NoCounters || !lane.OnlyConfirms:
                _hasFaults = true;
                World.Order(lane.Operation, fault);
                break;
        }
    }

    /// <summary>Checks what a sender returned when it was closed.</summary>
    public void CheckLeft(IReadOnlyList<int> left)
    {
        var expected = _told.Where(told => told.Value[0].Reason == BulkReason.Disposed).Select(told => told.Key);
        Assert.That(left, Is.EquivalentTo(expected), "what was given up is returned");
    }

    /// <summary>Checks that the outcomes are complete and true.</summary>
    public void Check()
    {
        var added = Enumerable.Range(0, _plans.Count).Where(number => !_notAdded.Contains(number)).ToArray();
        Assert.That(_told.Keys, Is.EquivalentTo(added), "each record that was added has an outcome, and no other");
        Assert.That(_told.Values.Select(told => told.Count), Is.All.EqualTo(1), "one outcome");
        Assert.That(added.Select(number => _told[number][0].Sequence), Is.EqualTo(Enumerable.Range(0, added.Length)), "outcomes say which record they are of");

        var effects = World.Effects(lane.Operation);
        foreach (var number in added)
            CheckEffect(number, _told[number][0], [.. effects.Where(effect => effect.Number == number)]);
        foreach (var number in _notAdded)
            Assert.That(effects.Any(effect => effect.Number == number), Is.False, $"record {number} was not added");

        CheckOrder(effects);
        World.CheckRequests(lane.Operation, Scenario.Bytes);
    }

    private void CheckEffect(int number, Told told, IReadOnlyList<Effect> effects)
    {
        var plan = _plans[number];
        var what = $"record {number}, {plan}, told {told}";
        if (told.IsAccepted)
            Assert.That(effects, Is.Not.Empty, $"{what}: accepted records took effect");
        if (told.Kind == BulkOutcomeKind.Refused || told.SurelyNotSent)
            Assert.That(effects, Is.Empty, $"{what}: refused records and those that are surely not sent took none");
        Assert.That(effects.Count(effect => effect is { Id: not null, IsRepeat: false }), Is.LessThanOrEqualTo(1), $"{what}: events and purchases count once");
        Assert.That(effects.Select(effect => effect.Id).Distinct().Count(), Is.LessThanOrEqualTo(1), $"{what}: what is sent again has the same id");

        Assert.That(Expectations.Allow(plan, told, _hasFaults || Scenario.GatewayBytes is not null || IsCut, Scenario), Is.True, what);
    }

    // A sender that is closed with something to send has a limited time for it.
    private bool IsCut => IsPushed ? Scenario.Steps.Count == 0 || Scenario.Steps[^1] is not Step.Flush || IsClosed : Scenario.CancelAfter is not null;

    // What is repeated because its answer was lost comes twice, but never after a later record of the same name.
    private static void CheckOrder(IReadOnlyList<Effect> effects)
    {
        foreach (var name in effects.SelectMany(effect => effect.Names.Select(name => (Name: name, effect.Number))).GroupBy(pair => pair.Name))
            Assert.That(name.Select(pair => pair.Number), Is.Ordered, $"the order of {name.Key}");
    }
}
