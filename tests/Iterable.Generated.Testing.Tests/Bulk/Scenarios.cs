using FsCheck;
using FsCheck.Fluent;

namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>Makes scenarios by chance, and smaller ones of those that fail.</summary>
internal static class Scenarios
{
    private static readonly Gen<CallFault> Faults =
        from kind in Gen.Frequency(
            (4, Gen.Constant(FaultKind.RateLimited)), (4, Gen.Constant(FaultKind.InternalError)), (2, Gen.Constant(FaultKind.BadGateway)), (4, Gen.Constant(FaultKind.LostAnswer)),
            (2, Gen.Constant(FaultKind.CutConnection)), (2, Gen.Constant(FaultKind.PayloadTooLarge)), (2, Gen.Constant(FaultKind.BatchTooLarge)), (1, Gen.Constant(FaultKind.BadKey)),
            (1, Gen.Constant(FaultKind.NoCounters)), (1, Gen.Constant(FaultKind.NoJson)), (1, Gen.Constant(FaultKind.HalfAnAnswer)))
        from after in Gen.Choose(0, 4)
        from times in Gen.Frequency((4, Gen.Choose(1, 3)), (1, Gen.Choose(4, 20)))
        select new CallFault(kind, after, times);

    private static readonly Gen<TimeSpan> Times = Gen.Elements(0, 1, 50, 400, 1000, 3000, 20_000).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Scenarios for records of some kinds.</summary>
    public static Arbitrary<Scenario> Of(IReadOnlyList<RecordKind> kinds)
    {
        var plans =
            from kind in Gen.Frequency((3, Gen.Constant(RecordKind.Good)), (1, Gen.Elements(kinds.ToArray())))
            from user in Gen.Choose(0, 5)
            from naming in Gen.Elements(Naming.Email, Naming.Email, Naming.UserId, Naming.Both)
            from shouts in Gen.Elements(true, false)
            from padding in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, 700)))
            select new RecordPlan(kind, user, naming, shouts, padding);
        var add = plans.Select(Step (plan) => new Step.Add(plan));
        var addCancelled = from plan in plans from after in Times select (Step)new Step.AddCancelled(plan, after);
        var flush = Gen.Constant<Step>(new Step.Flush());
        var flushCancelled = Times.Select(Step (after) => new Step.FlushCancelled(after));
        var close = Gen.Frequency((1, Gen.Constant<Step>(new Step.Close())), (1, Times.Select(Step (after) => new Step.Close(after))));
        var meanwhile = Gen.Frequency((4, add), (1, addCancelled), (2, flush), (1, flushCancelled), (1, close)).Select(Step (other) => new Step.Meanwhile(other));
        var steps = Gen.Frequency(
            (240, add),
            (32, Times.Select(Step (time) => new Step.Wait(time))),
            (32, Faults.Select(Step (fault) => new Step.Fault(fault))),
            (16, flush),
            (8, addCancelled),
            (4, flushCancelled),
            (16, meanwhile),
            (1, close),
            (1, Gen.Elements<Step>(new Step.Cancel(), new Step.Break())));
        var endings = Gen.Elements<Step[]>([], [new Step.Flush()], [new Step.Close()], [new Step.Close(TimeSpan.Zero)], [new Step.Close(), new Step.Close()]);
        var scenarios =
            from body in steps.ArrayOf()
            from ending in endings
            from late in Gen.Frequency((4, Gen.Constant(Array.Empty<Step>())), (1, plans.Select(plan => new Step[] { new Step.Add(plan) })))
            from records in Gen.Choose(1, 8)
            from bytes in Gen.Elements(1024, 1500, 4000, 20_000)
            from calls in Gen.Choose(1, 4)
            from pending in Gen.Frequency((2, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 20).Select(count => (int?)count)))
            from resends in Gen.Choose(0, 3)
            from linger in Times
            from drain in Times
            from gateway in Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Gen.Choose(900, 3000).Select(size => (int?)size)))
            from handling in Gen.Frequency((3, Gen.Constant(TimeSpan.Zero)), (1, Gen.Elements(1, 50, 3000).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))))
            from cancel in Gen.Frequency((2, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 12).Select(count => (int?)count)))
            from leave in Gen.Frequency((5, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 12).Select(count => (int?)count)))
            from broken in Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 12).Select(count => (int?)count)))
            select new Scenario
            {
                Steps = [.. body, .. ending, .. late], Records = records, Bytes = bytes, Calls = calls, Pending = pending, Resends = resends, Linger = linger, Drain = drain,
                GatewayBytes = gateway, Handling = handling, CancelAfter = cancel, LeaveAfter = leave, ThrowAt = broken,
            };
        return Arb.From(scenarios, Smaller);
    }

    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        for (var size = scenario.Steps.Count / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= scenario.Steps.Count; start += size)
                yield return scenario with { Steps = [.. scenario.Steps.Take(start), .. scenario.Steps.Skip(start + size)] };
        }

        if (scenario.GatewayBytes is not null)
            yield return scenario with { GatewayBytes = null };
        if (scenario.CancelAfter is not null)
            yield return scenario with { CancelAfter = null };
        if (scenario.LeaveAfter is not null)
            yield return scenario with { LeaveAfter = null };
        if (scenario.ThrowAt is not null)
            yield return scenario with { ThrowAt = null };
        if (scenario.Handling > TimeSpan.Zero)
            yield return scenario with { Handling = TimeSpan.Zero };
        if (scenario.Calls > 1)
            yield return scenario with { Calls = 1 };
    }
}
