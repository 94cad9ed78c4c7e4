using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// Records made each time they are read, each from the seed and its number, so that an export of a window begins at once wherever the
/// window lies. They have what makes exports hard to read: commas, quotes, line breaks, nested data, absent columns.
/// </summary>
internal sealed class GeneratedRows(long count, DateTimeOffset start, DateTimeOffset end, int seed) : IExportRows
{
    private static readonly string[] AllColumns =
        ["createdAt", "email", "eventName", "messageId", "campaignId", "amount", "note", "labels", "nested"];

    private static readonly string[] Names = ["signedUp", "viewedItem", "saidHello", "leftCart"];

    private static readonly string[] Texts =
        ["plain", "with, comma", "with \"quotes\"", "two\nlines", "caf\u00e9 \u2615", "emoji \U0001F600", "", " spaces around ", "tab\there"];

    public IReadOnlyList<string>? Columns => AllColumns;

    public IEnumerable<ExportRow> Between(DateTimeOffset start, DateTimeOffset end, long skip = 0)
    {
        for (var i = IndexOf(start) + skip; i < count && TimeOf(i) < end; i++)
            yield return Row(i);
    }

    // The records stand in the order of their times, so that the first of a window can be searched for.
    private long IndexOf(DateTimeOffset time)
    {
        var (low, high) = (0L, count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (TimeOf(middle) < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // Exports have seconds, so a record's place in a window is that of the second it is written with.
    private DateTimeOffset TimeOf(long index)
    {
        var ticks = (start + TimeSpan.FromTicks((long)((Int128)(end - start).Ticks * index / count))).UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    private ExportRow Row(long index)
    {
        var dice = new Dice(((ulong)(uint)seed << 32) ^ (ulong)index);
        var time = TimeOf(index);
        var row = new JObject
        {
            ["createdAt"] = time,
            ["email"] = FormattableString.Invariant($"user{dice.Next(100_000)}@example.com"),
            ["eventName"] = dice.Pick(Names),
            ["messageId"] = FormattableString.Invariant($"generated-{index}"),
            ["campaignId"] = 1 + dice.Next(50),
            ["amount"] = dice.Next(100_000) / 100.0,
            ["note"] = dice.Pick(Texts),
        };
        if (dice.Next(3) == 0)
            row["labels"] = new JArray("label", dice.Pick(Texts));
        if (dice.Next(3) == 0)
            row["nested"] = new JObject { ["text"] = dice.Pick(Texts), ["number"] = dice.Next(int.MaxValue) };
        return new ExportRow(time, row);
    }
}
