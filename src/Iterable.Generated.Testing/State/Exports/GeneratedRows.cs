using System.Collections;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Records made from a seed each time they are read. They have what makes exports hard to read: commas, quotes, line breaks, nested data, absent columns.</summary>
internal sealed class GeneratedRows(long count, DateTimeOffset start, DateTimeOffset end, int seed) : IEnumerable<ExportRow>
{
    private static readonly string[] Names = ["signedUp", "viewedItem", "saidHello", "leftCart"];

    private static readonly string[] Texts =
        ["plain", "with, comma", "with \"quotes\"", "two\nlines", "caf\u00e9 \u2615", "emoji \U0001F600", "", " spaces around ", "tab\there"];

    public IEnumerator<ExportRow> GetEnumerator()
    {
        var random = new Random(seed);
        for (long i = 0; i < count; i++)
        {
            var time = start + TimeSpan.FromTicks((long)((Int128)(end - start).Ticks * i / count));
            // Exports have seconds, so a record's place in a window is that of the second it is written with.
            yield return Row(random, i, new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), time.Offset).ToUniversalTime());
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ExportRow Row(Random random, long index, DateTimeOffset time)
    {
        var row = new JObject
        {
            ["createdAt"] = time,
            ["email"] = FormattableString.Invariant($"user{random.NextInt64(100_000)}@example.com"),
            ["eventName"] = Names[random.Next(Names.Length)],
            ["messageId"] = FormattableString.Invariant($"generated-{index}"),
            ["campaignId"] = random.Next(1, 50),
            ["amount"] = Math.Round(random.NextDouble() * 1000, 2),
            ["note"] = Texts[random.Next(Texts.Length)],
        };
        if (random.Next(3) == 0)
            row["labels"] = new JArray("label", Texts[random.Next(Texts.Length)]);
        if (random.Next(3) == 0)
            row["nested"] = new JObject { ["text"] = Texts[random.Next(Texts.Length)], ["number"] = random.Next() };
        return new ExportRow(time, row);
    }
}
