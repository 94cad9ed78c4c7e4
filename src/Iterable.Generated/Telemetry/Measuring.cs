using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Iterable.Generated;

/// <summary>Measures for whoever listens. An exception of a listener costs nobody the answer or the outcomes that are measured.</summary>
internal static class Measuring
{
    public static void AddQuietly(this Counter<long> counter, long count, in TagList tags)
    {
        try
        {
            counter.Add(count, tags);
        }
        catch (Exception)
        {
            // Nobody is there to be told: the caller asked for a call, not for its measure.
        }
    }

    public static void RecordQuietly<T>(this Histogram<T> histogram, T value, in TagList tags)
        where T : struct
    {
        try
        {
            histogram.Record(value, tags);
        }
        catch (Exception)
        {
            // As above.
        }
    }
}
