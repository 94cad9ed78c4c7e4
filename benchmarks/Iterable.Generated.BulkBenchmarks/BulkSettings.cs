using System.Globalization;

namespace Iterable.Generated.BulkBenchmarks;

/// <summary>How much to measure.</summary>
internal sealed class BulkSettings
{
    /// <summary>Users of each way in a round.</summary>
    public int Users { get; private set; } = 200_000;

    /// <summary>Rounds; the ways take turns in each, and the median round counts.</summary>
    public int Rounds { get; private set; } = 9;

    /// <summary>Users that are made one by one and sent while the memory is watched.</summary>
    public int Flat { get; private set; } = 2_000_000;

    /// <summary>How many seconds' worth of users go through the limit.</summary>
    public int Seconds { get; private set; } = 20;

    public static BulkSettings Parse(string[] args)
    {
        var settings = new BulkSettings();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            switch (args[i])
            {
                case "--users": settings.Users = value / Users1000.Count * Users1000.Count; break;
                case "--rounds": settings.Rounds = value; break;
                case "--flat": settings.Flat = value; break;
                case "--seconds": settings.Seconds = value; break;
                default: throw new ArgumentException($"{args[i]} is not known; there are --users, --rounds, --flat and --seconds.");
            }
        }

        return settings;
    }
}
