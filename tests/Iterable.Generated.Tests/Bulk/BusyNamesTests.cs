using FsCheck;
using FsCheck.Fluent;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>Which records may go out while others of the same user are on their way.</summary>
[TestFixture]
public sealed class BusyNamesTests
{
    [Test]
    public void Records_of_a_user_go_one_at_a_time_in_their_order_and_none_waits_for_nothing() =>
        Check.One(Properties.Cases(500), Prop.ForAll(Gen.Choose(0, 23).ArrayOf(60).ToArbitrary(), steps =>
        {
            var names = new BusyNames<int>();
            var (inUse, waiting, mayRelease) = (new List<Slot<int>>(), new List<Slot<int>>(), false);
            for (var number = 0; number < steps.Length; number++)
            {
                switch (steps[number])
                {
                    case < 12:
                        var slot = new Slot<int> { Record = number, First = Named("email", steps[number] % 4), Second = Named("userId", (steps[number] + 1) / 4) };
                        var mayGo = !inUse.Concat(waiting).Any(other => Share(other, slot));
                        Assert.That(names.TryUse(slot), Is.EqualTo(mayGo));
                        (mayGo ? inUse : waiting).Add(slot);
                        break;
                    case < 18:
                        if (inUse.Count == 0)
                            break;
                        var freed = inUse[steps[number] % inUse.Count];
                        names.Free(freed);
                        inUse.Remove(freed);
                        mayRelease = waiting.Count > 0;
                        break;
                    default:
                        var room = steps[number] == 23 ? int.MaxValue : steps[number] - 18;
                        var expected = Release(room);
                        var released = new List<int>();
                        names.Release(() => released.Count < room, each => released.Add(each.Record));
                        Assert.That(released, Is.EqualTo(expected));
                        break;
                }

                Assert.That(names.CanRelease, Is.EqualTo(mayRelease));
            }

            var givenUp = new List<int>();
            names.GiveUp(each => givenUp.Add(each.Record));
            names.GiveUp(each => givenUp.Add(each.Record));
            Assert.That(givenUp, Is.EqualTo(waiting.Select(each => each.Record)));

            List<int> Release(int room)
            {
                var (gone, passed) = (new List<Slot<int>>(), new List<Slot<int>>());
                mayRelease = false;
                foreach (var each in waiting)
                {
                    var isBehind = passed.Exists(other => Share(other, each));
                    if (!isBehind && gone.Count >= room)
                        mayRelease = true;
                    if (isBehind || gone.Count >= room || inUse.Concat(gone).Any(other => Share(other, each)))
                        passed.Add(each);
                    else
                        gone.Add(each);
                }

                waiting = passed;
                inUse.AddRange(gone);
                return [.. gone.Select(each => each.Record)];
            }
        }));

    private static RecordName Named(string member, int number) => number == 0 ? default : new RecordName(member, $"{number}");

    private static bool Share(Slot<int> one, Slot<int> other) => (one.First.IsThere && one.First.Equals(other.First)) || (one.Second.IsThere && one.Second.Equals(other.Second));
}
