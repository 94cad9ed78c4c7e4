using System.Globalization;

namespace Iterable.Generated;

/// <summary>
/// How far a read by windows has come. Store it (<see cref="ToString" />) together with what was made of the window it came with, and
/// go on from it later (<see cref="WindowedExportOptions.ResumeFrom" />): no record is repeated and none is left out.
/// </summary>
public sealed class ExportCheckpoint : IEquatable<ExportCheckpoint>
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Makes one.</summary>
    /// <param name="next">Where the next window starts; taken in UTC and whole seconds.</param>
    /// <param name="window">The length of the next window.</param>
    public ExportCheckpoint(DateTimeOffset next, TimeSpan window)
    {
        if (window < TimeSpan.FromSeconds(1))
            throw new ArgumentOutOfRangeException(nameof(window), "A window is at least a second long.");

        Next = ExportQuery.WholeSeconds(next);
        Window = TimeSpan.FromSeconds(Math.Floor(window.TotalSeconds));
    }

    /// <summary>Everything before this time was delivered, nothing from it on.</summary>
    public DateTimeOffset Next { get; }

    /// <summary>The length that the service was last seen to deliver, or the one that is tried next.</summary>
    public TimeSpan Window { get; }

    /// <summary>Reads what <see cref="ToString" /> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="FormatException">It is no checkpoint.</exception>
    public static ExportCheckpoint Parse(string text)
    {
        var parts = (text ?? throw new ArgumentNullException(nameof(text))).Split('/');
        if (parts.Length == 2
            && DateTimeOffset.TryParseExact(parts[0], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var next)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 100_000_000_000)
        {
            return new ExportCheckpoint(next, TimeSpan.FromSeconds(seconds));
        }

        throw new FormatException("A checkpoint of an export looks like 2026-01-05T00:00:00Z/86400.");
    }

    /// <summary>The checkpoint as text.</summary>
    /// <returns>For example <c>2026-01-05T00:00:00Z/86400</c>.</returns>
    public override string ToString() =>
        Next.ToString(TimeFormat, CultureInfo.InvariantCulture) + "/" + ((long)Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether another checkpoint is the same.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>True for the same time and length.</returns>
    public bool Equals(ExportCheckpoint? other) => other is not null && Next == other.Next && Window == other.Window;

    /// <summary>Whether an object is the same checkpoint.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>True for a checkpoint with the same time and length.</returns>
    public override bool Equals(object? obj) => Equals(obj as ExportCheckpoint);

    /// <summary>A hash of time and length.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => Next.GetHashCode() ^ Window.GetHashCode();
}
