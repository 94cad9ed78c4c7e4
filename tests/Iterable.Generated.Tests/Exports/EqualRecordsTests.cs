using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports;

/// <summary>Random records, written by hand in both formats and read back whatever the sizes of the pieces.</summary>
public class EqualRecordsTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements("", " ", ",", "\"", "\n", "\r\n", "a,b", "\"quoted\"", "line\nline", "😀", "\u0001\t", "\\", "{", "[]", "null", "é\u0301", "\u2028", "x@example.com", "'", ";", "007", "{\"a\":1}"),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)).Replace("\0", "")));

    private static readonly Gen<long?> Numbers = Gen.Elements<long?>(null, 0, -1, 1, 2147483648, long.MaxValue, long.MinValue);

    private static readonly Gen<DateTimeOffset?> Times = Gen.Choose(-2_000_000_000, 2_000_000_000)
        .Select(seconds => seconds % 7 == 0 ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeSeconds(seconds));

    private static readonly Gen<JObject?> Objects =
        from name in Texts
        from text in Texts
        from kind in Gen.Choose(0, 6)
        select kind switch
        {
            0 => null,
            1 => new JObject(),
            2 => new JObject { [name] = text },
            3 => new JObject { [name] = JValue.CreateNull(), ["deep"] = new JObject { ["list"] = new JArray(1, text, false, new JObject()) } },
            4 => new JObject { ["big"] = new JValue(BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture)), ["f"] = 1.7976931348623157E+308 },
            5 => new JObject { ["tiny"] = 5E-324, ["n"] = long.MinValue, ["d"] = 0.1 },
            _ => new JObject { ["when"] = "2021-04-14T16:49:02.123Z", [name] = name },
        };

    private static readonly Gen<Written[]> Records = (
        from email in Texts
        from name in Texts
        from campaign in Numbers
        from time in Times
        from fields in Objects
        from labels in Gen.ListOf(Texts)
        from city in Texts
        select new Written(email, name, campaign, time, fields, labels.Count == 0 ? null : labels.ToArray(), city)).ArrayOf();

    [Test]
    public void The_records_read_are_the_records_written_in_both_formats() =>
        Prop.ForAll(Records.ToArbitrary(), Gen.Elements(Chunks).ToArbitrary(), (records, chunk) =>
        {
            var expected = string.Join("\n", records.Select(record => record.ToString()));
            var ndjson = NdjsonAsync<ExportedEvent>(string.Concat(records.Select(record => record.Json + "\n")), chunk: chunk).GetAwaiter().GetResult();
            var csv = CsvAsync<ExportedEvent>(Written.Header + string.Concat(records.Select(record => record.Row)), chunk: chunk).GetAwaiter().GetResult();

            Assert.That(string.Join("\n", ndjson.Select(Text)), Is.EqualTo(expected));
            Assert.That(string.Join("\n", csv.Select(Text)), Is.EqualTo(expected));
        }).Check(Properties.Cases(300));

    private static string Text(ExportedEvent read) => new Written(
        read.Email, read.EventName, read.CampaignId, read.CreatedAt, read.DataFields, read.Labels?.ToArray(),
        read.AdditionalProperties.TryGetValue("city", out var city) ? (string?)city : null).ToString();

    private sealed record Written(string? Email, string? Name, long? Campaign, DateTimeOffset? Time, JObject? Fields, string[]? Labels, string? City)
    {
        public const string Header = "email,eventName,campaignId,createdAt,dataFields,labels,city\r\n";

        public string Json => new JObject
        {
            ["email"] = Email,
            ["eventName"] = Name,
            ["campaignId"] = Campaign,
            ["createdAt"] = WireTimeOf(Time),
            ["dataFields"] = Fields,
            ["labels"] = Labels is null ? null : new JArray(Labels),
            ["city"] = Plain(City),
        }.ToString(Formatting.None);

        public string Row => string.Join(",", new[] { Email, Name, Campaign?.ToString(CultureInfo.InvariantCulture), WireTimeOf(Time), Fields?.ToString(Formatting.None), Labels is null ? null : new JArray(Labels).ToString(Formatting.None), Plain(City) }
            .Select(text => "\"" + text?.Replace("\"", "\"\"") + "\"")) + "\r\n";

        // CSV cannot tell an empty text from none.
        public override string ToString() => string.Join(
            "|", Some(Email), Some(Name), Campaign, Time?.ToUnixTimeSeconds(), Fields?.ToString(Formatting.None), Labels is null ? null : new JArray(Labels).ToString(Formatting.None), Some(Plain(City)));

        private static string Some(string? text) => string.IsNullOrEmpty(text) ? "-" : $"<{text}>";

        // In a column without a type, a text that is JSON is read as that.
        private static string? Plain(string? text) => text is { Length: > 1 } && text.Trim() is ['{', .., '}'] or ['[', .., ']'] ? "x" : text;

        private static string? WireTimeOf(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss '+00:00'", CultureInfo.InvariantCulture);
    }
}
