namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>One run of a scenario: what was added, what was told, and whether the server agrees.</summary>
internal sealed class LaneRun(World world, LaneCase lane, Scenario scenario)
{
    private readonly Lock _gate = new();
    private readonly List<RecordPlan> _plans = [];
    private readonly HashSet<int> _added = [];
    private readonly HashSet<int> _notAdded = [];
    private readonly Dictionary<int, List<Told>> _told = [];
    private bool _hasFaults;
    private int _thrown;

    public World World { get; } = world;

    public Scenario Scenario { get; } = scenario;

    /// <summary>Whether records are pushed to a sender, not pulled from a stream.</summary>
    public bool IsPushed { get; init; }

    public bool IsClosed { get; set; }

    /// <summary>Whether the sender was closed with something to send, or the stream was cancelled: not all of it need be sent.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether the source of a stream has thrown.</summary>
    public bool IsBroken { get; set; }

    public bool IsSourceRead { get; set; }

    public bool IsSourceClosed { get; set; }

    /// <summary>Whether the user left the outcomes before their end.</summary>
    public bool IsLeft { get; set; }

    /// <summary>How many records were added, or may be, and have no outcome.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
                return _plans.Count - _notAdded.Count - _told.Count;
        }
    }

    /// <summary>Takes note of a record that is going to be added.</summary>
    /// <returns>Its number.</returns>
    public int Plan(RecordPlan plan)
    {
        lock (_gate)
        {
            _plans.Add(plan);
            return _plans.Count - 1;
        }
    }

    /// <summary>Takes note of whether it was added.</summary>
    public void Decided(int number, bool isAdded)
    {
        lock (_gate)
            (isAdded ? _added : _notAdded).Add(number);
    }

    /// <summary>Takes note that a sender has thrown what its handler threw.</summary>
    public void Thrown() => Interlocked.Increment(ref _thrown);

    /// <summary>Checks that what the handler threw came out.</summary>
    public void CheckThrown()
    {
        if (_told.Count >= Scenario.ThrowAt)
            Assert.That(_thrown, Is.GreaterThan(0), "what the handler throws comes out of a later call");
    }

    /// <summary>The records that were added by now.</summary>
    public int[] AddedByNow()
    {
        lock (_gate)
            return [.. _added];
    }

    /// <summary>Checks that records have their outcome.</summary>
    public void CheckTold(IEnumerable<int> numbers, string when)
    {
        lock (_gate)
            Assert.That(numbers.Where(number => !_told.ContainsKey(number)), Is.Empty, $"what was added before has its outcome {when}");
    }

    /// <returns>How many outcomes there are now.</returns>
    public int Told(int number, Told outcome)
    {
        lock (_gate)
        {
            if (!_told.TryGetValue(number, out var all))
                _told[number] = all = [];
            all.Add(outcome);
            return _told.Count;
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
        lock (_gate)
            Assert.That(left, Is.EquivalentTo(_told.Where(told => told.Value[0].Reason == BulkReason.Disposed).Select(told => told.Key)), "what was given up is returned");
    }

    /// <summary>Checks that the outcomes are complete and true.</summary>
    public void Check()
    {
        Assert.That(_added.Count + _notAdded.Count, Is.EqualTo(_plans.Count));
        var known = _told.Keys.Order().ToArray();
        Assert.That(known, IsLeft ? Is.SubsetOf(_added) : Is.EquivalentTo(_added), "each record that was added has an outcome, and no other");
        Assert.That(_told.Values.Select(told => told.Count), Is.All.EqualTo(1), "one outcome");
        if (!IsLeft)
            Assert.That(_told.Values.Select(told => told[0].Sequence).Order(), Is.EqualTo(Enumerable.Range(0, known.Length)), "outcomes say which record they are of");

        var effects = World.Effects(lane.Operation);
        foreach (var number in known)
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

    // What is repeated because its answer was lost comes twice, but never after a later record of the same name.
    private void CheckOrder(IReadOnlyList<Effect> effects)
    {
        foreach (var name in effects.SelectMany(effect => effect.Names.Select(name => (Name: name, Sequence: IsPushed ? _told[effect.Number][0].Sequence : effect.Number))).GroupBy(pair => pair.Name))
            Assert.That(name.Select(pair => pair.Sequence), Is.Ordered, $"the order of {name.Key}");
    }
}
