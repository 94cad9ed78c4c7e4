namespace Iterable.Generated.Benchmarks;

/// <summary>How long to measure.</summary>
internal sealed class BenchmarkSettings
{
    /// <summary>Calls of each client before anything is measured: the first tens of thousands of a process are slow for any client.</summary>
    public int Warmup { get; private set; } = 100_000;

    /// <summary>Calls of each client in a round.</summary>
    public int Calls { get; private set; } = 20_000;

    /// <summary>Rounds; the clients take turns in each, and the median round counts.</summary>
    public int Rounds { get; private set; } = 9;

    /// <summary>Pairs of processes for the cold start; the median pair counts.</summary>
    public int Pairs { get; private set; } = 40;

    public static BenchmarkSettings Parse(string[] args)
    {
        var settings = new BenchmarkSettings();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = int.Parse(args[i + 1], System.Globalization.CultureInfo.InvariantCulture);
            switch (args[i])
            {
                case "--warmup": settings.Warmup = value; break;
                case "--calls": settings.Calls = value; break;
                case "--rounds": settings.Rounds = value; break;
                case "--pairs": settings.Pairs = value; break;
                default: throw new ArgumentException($"{args[i]} is not known; there are --warmup, --calls, --rounds and --pairs.");
            }
        }

        return settings;
    }
}
