using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Iterable.Generated;

/// <summary>Measures and traces for whoever listens. An exception of a listener costs nobody the answer or the outcomes that are measured.</summary>
internal static class Measuring
{
    /// <summary>Makes an instrument or a source, which tells those who listen already; <see langword="null" /> when one of them throws.</summary>
    public static T? MakeQuietly<T>(Func<T> make)
        where T : class
    {
        try
        {
            return make();
        }
        catch (Exception)
        {
            // Nobody is there to be told: the caller asked for a call, not for its measure.
            return null;
        }
    }

    public static void AddQuietly(this Counter<long>? counter, long count, in TagList tags)
    {
        try
        {
            counter?.Add(count, tags);
        }
        catch (Exception)
        {
            // As above.
        }
    }

    public static void RecordQuietly<T>(this Histogram<T>? histogram, T value, in TagList tags)
        where T : struct
    {
        try
        {
            histogram?.Record(value, tags);
        }
        catch (Exception)
        {
            // As above.
        }
    }

    public static Activity? StartQuietly(this ActivitySource? source, string name, ActivityKind kind)
    {
        var before = Activity.Current;
        try
        {
            return source?.StartActivity(name, kind);
        }
        catch (Exception)
        {
            // Who is told of a span that has begun can throw; the others who listen shall see it end.
            return Activity.Current is { } begun && begun != before ? begun : null;
        }
    }

    public static void StopQuietly(this Activity? activity)
    {
        try
        {
            activity?.Dispose();
        }
        catch (Exception)
        {
            if (Activity.Current == activity)
                Activity.Current = activity!.Parent;
        }
    }
}
