using Iterable.Generated.Tool.Input;

namespace Iterable.Generated.Tool.Tests.Input;

public class InstantTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 14, 12, 0, 0, TimeSpan.Zero);

    [TestCase("2026-01-14", "2026-01-14T00:00:00+00:00")]
    [TestCase("2026-01-14T06:30", "2026-01-14T06:30:00+00:00")]
    [TestCase("2026-01-14 06:30:01", "2026-01-14T06:30:01+00:00")]
    [TestCase("2026-01-14T06:30:01Z", "2026-01-14T06:30:01+00:00")]
    [TestCase("2026-01-14T06:30:01+02:00", "2026-01-14T04:30:01+00:00")]
    [TestCase("2026-01-14 06:30:01 +02:00", "2026-01-14T04:30:01+00:00")]
    [TestCase("now", "2026-01-14T12:00:00+00:00")]
    [TestCase("-2h", "2026-01-14T10:00:00+00:00")]
    [TestCase("-7d", "2026-01-07T12:00:00+00:00")]
    [TestCase("-90s", "2026-01-14T11:58:30+00:00")]
    public void A_time_without_an_offset_is_UTC_wherever_the_machine_stands(string text, string expected)
    {
        Assert.That(Instant.TryParse(text, Now, out var time), Is.True);
        Assert.That(time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase("-2")]
    [TestCase("-2w")]
    [TestCase("--2h")]
    [TestCase("-99999999999d")]
    [TestCase("14/01/2026")]
    [TestCase("2026-13-01")]
    [TestCase("tomorrow")]
    public void What_is_no_time_is_none(string text) => Assert.That(Instant.TryParse(text, Now, out _), Is.False);
}
