using FsCheck;
using FsCheck.Fluent;
using Iterable.Generated.Tests;
using NUnit.Framework.Internal;

namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>
/// Any records, in any order, through any trouble: each has exactly one outcome, which is true. What is done with a sender is a random history:
/// records are added, flushes and closings begin, one after another or while others are under way, with tokens that are cancelled or without, and its handler throws. What is
/// held against it is simple: what was added by then, whether it was closed, and what the server says. Streams pause, break, are cancelled and left.
/// </summary>
public sealed class OutcomePropertyTests
{
    // A server remembers its projects; a new one now and then keeps the memory small.
    private const int CasesOfOneServer = 500;

    private static IEnumerable<LaneCase> Lanes => LaneCases.All;

    [TestCaseSource(nameof(Lanes))]
    public void Records_that_are_pushed_have_one_outcome_each_and_it_is_true(object lane) => Try((LaneCase)lane, ((LaneCase)lane).PushAsync);

    [TestCaseSource(nameof(Lanes))]
    public void Records_that_are_pulled_have_one_outcome_each_and_it_is_true(object lane) => Try((LaneCase)lane, ((LaneCase)lane).PullAsync);

    private static void Try(LaneCase lane, Func<World, Scenario, Task> run)
    {
        IterableTestServer? server = null;
        var cases = 0;
        try
        {
            Prop.ForAll(Scenarios.Of(lane.Kinds), scenario =>
            {
                if (cases++ % CasesOfOneServer == 0)
                    server = Renew(server);

                // What the search for a smaller case finds is told once, by FsCheck.
                using var isolated = new TestExecutionContext.IsolatedContext();
                using var world = new World(server!, scenario);
                world.Clock.Run(() => run(world, scenario));
            }).Check(Properties.Cases(70).WithEndSize(60));
        }
        finally
        {
            server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static IterableTestServer Renew(IterableTestServer? old)
    {
        old?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return IterableTestServer.StartAsync().GetAwaiter().GetResult();
    }
}
