using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>Where a source can go on.</summary>
[TestFixture]
public sealed class WatermarkTests
{
    [Test]
    public void The_mark_is_where_everything_before_it_is_dealt_with() =>
        Check.One(Properties.Cases(200), Prop.ForAll(Gen.Choose(1, 40).SelectMany(count => Gen.Shuffle(Enumerable.Range(0, count).ToArray())).ToArbitrary(), order =>
        {
            var mark = new BulkWatermark();
            var dealt = new HashSet<int>();
            foreach (var number in order)
            {
                dealt.Add(number);
                var (before, expected) = (mark.Count, Enumerable.Range(0, order.Length + 1).First(i => !dealt.Contains(i)));
                var moved = mark.Advance(new BulkOutcome<string>("record", BulkOutcomeKind.Accepted, state: $"at {number}", sequence: number));
                Assert.That(mark.Count, Is.EqualTo(expected));
                Assert.That(moved, Is.EqualTo(before != expected));
                Assert.That(mark.State, Is.EqualTo(expected == 0 ? null : $"at {expected - 1}"));
            }
        }));

    [Test]
    public void A_record_that_is_told_twice_moves_nothing_and_keeps_nothing()
    {
        var mark = new BulkWatermark();
        foreach (var (sequence, state) in new[] { (0L, "first"), (0L, "again"), (2L, "third"), (0L, "once more") })
            mark.Advance(new BulkOutcome<string>("record", BulkOutcomeKind.Accepted, state: state, sequence: sequence));
        mark.Advance(new BulkOutcome<string>("record", BulkOutcomeKind.Accepted, sequence: 1));

        Assert.That((mark.Count, mark.State), Is.EqualTo((3L, (object)"third")));
    }

    [Test]
    public void A_record_without_a_state_leaves_none()
    {
        var mark = new BulkWatermark();
        mark.Advance(new BulkOutcome<string>("record", BulkOutcomeKind.Accepted, state: "first", sequence: 0));
        mark.Advance(new BulkOutcome<string>("record", BulkOutcomeKind.Accepted, sequence: 1));

        Assert.That((mark.Count, mark.State), Is.EqualTo((2L, (object?)null)));
    }

    [Test]
    public void States_that_the_mark_has_passed_are_not_kept()
    {
        var mark = new BulkWatermark();

        var states = Pass();
        GC.Collect();

        Assert.That(states.Select(state => state.IsAlive), Is.All.False);
        Assert.That(mark.State, Is.EqualTo("last"));

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference[] Pass()
        {
            var states = new List<WeakReference>();
            foreach (var sequence in new[] { 0, 2, 1, 0, 3 })
            {
                var state = new object();
                states.Add(new WeakReference(state));
                mark.Advance(new BulkOutcome<string>("record", BulkOutcomeKind.Accepted, state: state, sequence: sequence));
            }

            mark.Advance(new BulkOutcome<string>("record", BulkOutcomeKind.Accepted, state: "last", sequence: 4));
            return [.. states];
        }
    }

    [Test]
    public void No_outcome_is_refused() => Assert.That(() => new BulkWatermark().Advance<string>(null!), Throws.ArgumentNullException);

    [Test]
    public void The_mark_stays_before_a_record_that_is_not_told()
    {
        var mark = new BulkWatermark();
        foreach (var sequence in new[] { 0, 1, 3, 4 })
            mark.Advance(new BulkOutcome<string>("record", BulkOutcomeKind.Accepted, sequence: sequence));

        Assert.That(mark.Count, Is.EqualTo(2));
    }
}
