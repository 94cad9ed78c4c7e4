namespace Iterable.Generated.Tests.Times;

public class WireTimeTests
{
    private static readonly DateTimeOffset Time = new(2024, 1, 15, 10, 30, 5, 123, TimeSpan.Zero);

    [TestCase(WireTimeFormat.EpochMilliseconds, "1705314605123")]
    [TestCase(WireTimeFormat.EpochSeconds, "1705314605")]
    [TestCase(WireTimeFormat.Iso, "2024-01-15T10:30:05.123Z")]
    [TestCase(WireTimeFormat.SqlUtc, "2024-01-15 10:30:05")]
    [TestCase(WireTimeFormat.SqlOffset, "2024-01-15 10:30:05 +00:00")]
    public void A_time_is_written_in_utc_in_the_form_asked_for(object format, string expected) => Assert.Multiple(() =>
    {
        Assert.That(WireTime.Format(Time, (WireTimeFormat)format), Is.EqualTo(expected));
        Assert.That(WireTime.Format(Time.ToOffset(TimeSpan.FromHours(-7)), (WireTimeFormat)format), Is.EqualTo(expected));
    });

    [TestCase(WireTimeFormat.EpochMilliseconds, "1705314605123")]
    [TestCase(WireTimeFormat.EpochSeconds, "1705314605")]
    [TestCase(WireTimeFormat.Iso, "\"2024-01-15T10:30:05.123Z\"")]
    [TestCase(WireTimeFormat.SqlUtc, "\"2024-01-15 10:30:05\"")]
    [TestCase(WireTimeFormat.SqlOffset, "\"2024-01-15 10:30:05 +00:00\"")]
    public void A_member_is_written_as_a_number_or_a_text_and_read_back(object format, string json)
    {
        var converter = new WireTimeConverter((WireTimeFormat)format);

        var written = JsonConvert.SerializeObject(Time, converter);
        var read = JsonConvert.DeserializeObject<DateTimeOffset>(written, Settings(converter));

        Assert.Multiple(() =>
        {
            Assert.That(written, Is.EqualTo(json));
            Assert.That(read, Is.EqualTo(Time).Within(TimeSpan.FromSeconds(1)));
        });
    }

    [TestCase("1705314605123", "2024-01-15T10:30:05.1230000+00:00")]
    [TestCase("1705314605", "2024-01-15T10:30:05.0000000+00:00")]
    [TestCase("1705314605.5", "2024-01-15T10:30:05.5000000+00:00")]
    [TestCase("1.705314605123E12", "2024-01-15T10:30:05.1230000+00:00")]
    [TestCase("0", "1970-01-01T00:00:00.0000000+00:00")]
    [TestCase("99999999999", "5138-11-16T09:46:39.0000000+00:00")]
    [TestCase("100000000000", "1973-03-03T09:46:40.0000000+00:00")]
    [TestCase("-100000000000", "1966-10-31T14:13:20.0000000+00:00")]
    [TestCase("1705314605.1236", "2024-01-15T10:30:05.1240000+00:00")]
    [TestCase("253402300799999", "9999-12-31T23:59:59.9990000+00:00")]
    [TestCase("-62135596800000", "0001-01-01T00:00:00.0000000+00:00")]
    [TestCase("-86400", "1969-12-31T00:00:00.0000000+00:00")]
    [TestCase("\"1705314605123\"", "2024-01-15T10:30:05.1230000+00:00")]
    [TestCase("\"1705314605\"", "2024-01-15T10:30:05.0000000+00:00")]
    [TestCase("\"2024-01-15T10:30:05Z\"", "2024-01-15T10:30:05.0000000+00:00")]
    [TestCase("\"2024-01-15T10:30:05.1Z\"", "2024-01-15T10:30:05.1000000+00:00")]
    [TestCase("\"2024-01-15T10:30:05.123Z\"", "2024-01-15T10:30:05.1230000+00:00")]
    [TestCase("\"2024-01-15T10:30:05.1234567Z\"", "2024-01-15T10:30:05.1234567+00:00")]
    [TestCase("\"2024-01-15T10:30:05.123456789Z\"", "2024-01-15T10:30:05.1234567+00:00")]
    [TestCase("\"2024-01-15T10:30Z\"", "2024-01-15T10:30:00.0000000+00:00")]
    [TestCase("\"2024-01-15T10:30:05\"", "2024-01-15T10:30:05.0000000+00:00")]
    [TestCase("\"2023-12-19T10:12:28.214-06:00\"", "2023-12-19T10:12:28.2140000-06:00")]
    [TestCase("\"2023-12-19T10:12:28+0530\"", "2023-12-19T10:12:28.0000000+05:30")]
    [TestCase("\"2023-12-19T10:12:28+14:00\"", "2023-12-19T10:12:28.0000000+14:00")]
    [TestCase("\"2023-12-19T10:12:28-14:00\"", "2023-12-19T10:12:28.0000000-14:00")]
    [TestCase("\"2023-12-31t23:59:59z\"", "2023-12-31T23:59:59.0000000+00:00")]
    [TestCase("\"2023-12-19T10:12:28+02\"", "2023-12-19T10:12:28.0000000+02:00")]
    [TestCase("\"2021-04-14 16:49:02 +00:00\"", "2021-04-14T16:49:02.0000000+00:00")]
    [TestCase("\"2026-01-14 06:20:22 +0000\"", "2026-01-14T06:20:22.0000000+00:00")]
    [TestCase("\"2026-01-14 06:20:22 -08:00\"", "2026-01-14T06:20:22.0000000-08:00")]
    [TestCase("\"2026-01-14 06:20:22 UTC\"", "2026-01-14T06:20:22.0000000+00:00")]
    [TestCase("\"2026-01-14 06:20:22\"", "2026-01-14T06:20:22.0000000+00:00")]
    [TestCase("\"2026-01-14 06:20:22.5\"", "2026-01-14T06:20:22.5000000+00:00")]
    [TestCase("\"2026-01-14\"", "2026-01-14T00:00:00.0000000+00:00")]
    [TestCase("\" 2026-01-14 \"", "2026-01-14T00:00:00.0000000+00:00")]
    [TestCase("\"2025-12-19T22:43:34.134105.000Z\"", "2025-12-19T22:43:34.1341050+00:00")]
    [TestCase("\"0001-01-01T00:00:00Z\"", "0001-01-01T00:00:00.0000000+00:00")]
    [TestCase("\"9999-12-31T23:59:59.9999999Z\"", "9999-12-31T23:59:59.9999999+00:00")]
    [TestCase("\"2024-02-29\"", "2024-02-29T00:00:00.0000000+00:00")]
    public void Every_form_the_service_sends_is_read(string json, string expected)
    {
        var read = JsonConvert.DeserializeObject<DateTimeOffset?>(json, Settings(new WireTimeConverter(WireTimeFormat.SqlUtc)));

        Assert.That(read?.ToString("O"), Is.EqualTo(expected));
    }

    [TestCase("null")]
    [TestCase("\"\"")]
    [TestCase("\"  \"")]
    public void Nothing_is_read_as_nothing(string json) =>
        Assert.That(JsonConvert.DeserializeObject<DateTimeOffset?>(json, Settings(new WireTimeConverter(WireTimeFormat.Iso))), Is.Null);

    [TestCase("yesterday")]
    [TestCase("2024-13-01")]
    [TestCase("2024-13")]
    [TestCase("2024-01-32")]
    [TestCase("2-01-01")]
    [TestCase("2024-0115")]
    [TestCase("2024-01-1510:30:00")]
    [TestCase("2024-01-15T1030")]
    [TestCase("2024-01-15T2430")]
    [TestCase("2024-01-15T10")]
    [TestCase("2024-01-15T10:")]
    [TestCase("2024-01-15T10:3")]
    [TestCase("2024-01-15T10:3Z")]
    [TestCase("2024-01-15T10:30:00+15")]
    [TestCase("2024-01-15T10:30:00+:30")]
    [TestCase("2024-01-15T10:30:00 0200")]
    [TestCase("2024-02-30")]
    [TestCase("2023-02-29")]
    [TestCase("2024-00-10")]
    [TestCase("0000-01-01")]
    [TestCase("2024-1-5")]
    [TestCase("2024-01-15T")]
    [TestCase("2024-01-15X10:30:00")]
    [TestCase("2024-01-15T24:00:00")]
    [TestCase("2024-01-15T10:60:00")]
    [TestCase("2024-01-15T10:30:60")]
    [TestCase("2024-01-15T10:30:00+15:00")]
    [TestCase("2024-01-15T10:30:00+14:01")]
    [TestCase("2024-01-15T10:30:00-14:01")]
    [TestCase("2024-01-15T10:30:00+02:60")]
    [TestCase("253402300800000")]
    [TestCase("-62135596800001")]
    [TestCase("2024-01-15T10:30:00+02:0")]
    [TestCase("2024-01-15T10:30:00 PST")]
    [TestCase("2024-01-15T10:30:00Z!")]
    [TestCase("0001-01-01T00:00:00+01:00")]
    [TestCase("9999-12-31T23:59:59-01:00")]
    [TestCase("99999999999999999")]
    [TestCase("1e300")]
    [TestCase("NaN")]
    public void What_is_no_time_is_not_taken_for_one(string text) =>
        Assert.That(WireTimeParser.TryParse(text, out _), Is.False);

    [Test]
    public async Task A_member_without_a_form_of_its_own_is_read_and_written_too()
    {
        using var api = new FakeApi().Answers("""[1705314605123,"2024-01-15 10:30:05"]""");
        var times = await api.Widgets.FindAsync<IList<DateTimeOffset>>();
        api.Answers("{}");

        await api.Widgets.PutAsync(times);

        Assert.That(api.Bodies[1], Is.EqualTo("""["2024-01-15T10:30:05.123Z","2024-01-15T10:30:05.000Z"]"""));
    }

    private static JsonSerializerSettings Settings(JsonConverter converter) => new() { DateParseHandling = DateParseHandling.None, Converters = { converter } };
}
