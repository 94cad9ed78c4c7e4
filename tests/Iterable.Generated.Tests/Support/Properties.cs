using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Iterable.Generated.Tests;

/// <summary>
/// How properties are tried: with the same cases each time, so that a run that fails does so for a change. Other cases come with
/// <c>ITERABLE_PROPERTY_SEED=random</c>, more of them with <c>ITERABLE_PROPERTY_CASES</c>.
/// </summary>
internal static class Properties
{
    public static Config Cases(int count)
    {
        var wanted = Environment.GetEnvironmentVariable("ITERABLE_PROPERTY_CASES") is { Length: > 0 } more ? int.Parse(more, CultureInfo.InvariantCulture) : count;
        var config = Config.QuickThrowOnFailure.WithMaxTest(wanted);
        return Environment.GetEnvironmentVariable("ITERABLE_PROPERTY_SEED") == "random" ? config : config.WithReplay(new Replay(new Rnd(20_150_101, 11), null));
    }
}
