using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Iterable.Generated.ExportBenchmarks;

/// <summary>Makes exports that look like those of the service, the same at every run: sends, opens, custom events and purchases, with nested data.</summary>
internal static class ExportData
{
    private static readonly string[] Columns =
    [
        "email", "eventName", "createdAt", "campaignId", "templateId", "messageId", "dataFields", "contentId", "channelId", "messageTypeId",
        "workflowId", "workflowName", "campaignName", "templateName", "labels", "itblUserId", "city", "region", "country", "ip", "userAgent", "url",
    ];

    public static string Ndjson(string folder, long bytes) => Make(Path.Combine(folder, $"export-{bytes}.ndjson"), bytes, header: "", WriteObject);

    public static string Csv(string folder, long bytes) => Make(Path.Combine(folder, $"export-{bytes}.csv"), bytes, string.Join(",", Columns) + "\r\n", WriteRow);

    private static string Make(string path, long bytes, string header, Action<StringBuilder, Random, int> write)
    {
        if (File.Exists(path))
            return path;

        var random = new Random(20260105);
        var text = new StringBuilder(header);
        using (var file = new StreamWriter(path + ".part", append: false, new UTF8Encoding(false), 1 << 20))
        {
            for (var i = 0; file.BaseStream.Position < bytes; i++)
            {
                write(text, random, i);
                file.Write(text);
                text.Clear();
            }
        }

        File.Move(path + ".part", path);
        return path;
    }

    private static void WriteObject(StringBuilder text, Random random, int i)
    {
        text.Append("{\"email\":\"").Append(Email(random)).Append("\",\"eventName\":\"").Append(Name(i)).Append("\",\"createdAt\":\"").Append(Time(random))
            .Append("\",\"campaignId\":").Append(random.Next(100000, 999999)).Append(",\"templateId\":").Append(random.Next(100000, 999999))
            .Append(",\"messageId\":\"").Append(Id(random)).Append("\",\"channelId\":").Append(random.Next(1000)).Append(",\"messageTypeId\":").Append(random.Next(1000))
            .Append(",\"campaignName\":\"Spring sale, part ").Append(random.Next(100)).Append("\",\"templateName\":\"Grüße ").Append(random.Next(100))
            .Append("\",\"labels\":[\"retail\",\"label ").Append(random.Next(20)).Append("\"],\"dataFields\":").Append(Fields(random, i))
            .Append(",\"itblUserId\":\"").Append(Id(random)).Append("\",\"city\":\"Zürich\",\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64)\",\"ip\":\"192.0.2.")
            .Append(random.Next(256)).Append("\"}\n");
    }

    private static void WriteRow(StringBuilder text, Random random, int i)
    {
        text.Append(Email(random)).Append(',').Append(Name(i)).Append(',').Append(Time(random)).Append(',').Append(random.Next(100000, 999999)).Append(',')
            .Append(random.Next(100000, 999999)).Append(',').Append(Id(random)).Append(",\"").Append(Fields(random, i).Replace("\"", "\"\"")).Append("\",,")
            .Append(random.Next(1000)).Append(',').Append(random.Next(1000)).Append(",,,\"Spring sale, part ").Append(random.Next(100)).Append("\",Grüße ")
            .Append(random.Next(100)).Append(",\"[\"\"retail\"\"]\",").Append(Id(random)).Append(",Zürich,ZH,Switzerland,192.0.2.").Append(random.Next(256))
            .Append(",\"Mozilla/5.0 (X11; Linux x86_64)\nsecond line\",https://example.com/").Append(Id(random)).Append("\r\n");
    }

    private static string Fields(Random random, int i) => (i % 20) switch
    {
        < 13 => JsonSerializer.Serialize(new { contentId = random.Next(), subject = "What is new", device = "mobile", proxy = "none", total = random.Next(1000) / 100.0, opened = true, at = Time(random), score = random.Next() }),
        < 17 => JsonSerializer.Serialize(new { plan = "pro", step = random.Next(10), referrer = "newsletter", experiment = "b", seen = new[] { 1, 2, 3 }, nested = new { depth = 2, name = "inner" }, comment = "said \"yes\", twice" }),
        _ => JsonSerializer.Serialize(new { total = random.Next(100000) / 100.0, items = Enumerable.Range(0, 3).Select(n => new { id = Id(random), name = "Item, " + n, price = random.Next(10000) / 100.0, quantity = n + 1 }), currency = "CHF" }),
    };

    private static string Email(Random random) => "user" + random.Next(1_000_000).ToString(CultureInfo.InvariantCulture) + "@example.com";

    private static string Name(int i) => (i % 20) switch { < 7 => "emailSend", < 13 => "emailOpen", < 17 => "customEvent", _ => "purchase" };

    private static string Id(Random random) => random.NextInt64().ToString("x16", CultureInfo.InvariantCulture) + random.NextInt64().ToString("x16", CultureInfo.InvariantCulture);

    private static string Time(Random random) => DateTimeOffset.FromUnixTimeSeconds(1_767_225_600 + random.Next(31_536_000)).ToString("yyyy-MM-dd HH:mm:ss '+00:00'", CultureInfo.InvariantCulture);
}
