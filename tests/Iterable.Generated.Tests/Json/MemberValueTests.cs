using System.Globalization;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Json;

/// <summary>
/// One rule in NDJSON, CSV and answers: what fits its member is there exactly, what is of another kind is kept beside it, and what would have to
/// change to fit cannot be read.
/// </summary>
public class MemberValueTests
{
    [TestCase("campaignId", "\"fb_123\"")]
    [TestCase("campaignId", "true")]
    [TestCase("campaignId", "[1,\"a\"]")]
    [TestCase("campaignId", "{\"a\":1.5}")]
    [TestCase("createdAt", "\"soon\"")]
    [TestCase("createdAt", "false")]
    [TestCase("createdAt", "{\"at\":[]}")]
    [TestCase("labels", "{\"a\":\"b\"}")]
    [TestCase("dataFields", "\"none\"")]
    [TestCase("dataFields", "[1]")]
    [TestCase("dataFields", "\"{} x\"")]
    public async Task A_value_of_another_kind_is_kept_beside_its_member(string name, string value)
    {
        var token = JToken.Parse(value);
        var text = token.Type == JTokenType.String ? (string)token! : token.ToString(Formatting.None);
        var json = (await NdjsonAsync<ExportedEvent>($$"""{"email":"a","{{name}}":{{value}},"city":"b"}""" + "\n")).Single();
        var csv = (await CsvAsync<ExportedEvent>($"email,{name},city\na,\"{text.Replace("\"", "\"\"")}\",b\n")).Single();

        Assert.Multiple(() =>
        {
            foreach (var read in new[] { json, csv })
            {
                Assert.That((read.Email, read.CampaignId, read.CreatedAt, read.Labels, read.DataFields), Is.EqualTo(("a", (long?)null, (DateTimeOffset?)null, (IList<string>?)null, (JObject?)null)));
                Assert.That(read.AdditionalProperties.Keys, Is.EquivalentTo(new[] { name, "city" }));
            }

            Assert.That(json.AdditionalProperties[name].ToString(Formatting.None), Is.EqualTo(token.ToString(Formatting.None)));
            Assert.That(csv.AdditionalProperties[name].Type == JTokenType.String ? (string?)csv.AdditionalProperties[name] : csv.AdditionalProperties[name].ToString(Formatting.None), Is.EqualTo(text));
        });
    }

    [TestCase("size", "\"fb_123\"")]
    [TestCase("price", "\"free\"")]
    [TestCase("weight", "\"NaN\"")]
    [TestCase("weight", "[]")]
    [TestCase("inStock", "\"perhaps\"")]
    [TestCase("inStock", "5")]
    [TestCase("madeAt", "\"yesterday\"")]
    [TestCase("stock", "{\"red\":\"none\"}")]
    [TestCase("stock", "1")]
    [TestCase("texts", "[]")]
    [TestCase("dataFields", "\"none\"")]
    public async Task An_answer_keeps_it_too_and_sends_it_back_as_it_came(string name, string value)
    {
        var body = $$"""{"name":"bolt","{{name}}":{{value}}}""";
        using var api = new FakeApi().Answers(body);
        var widget = await api.Widgets.FindAsync();
        await api.Widgets.PutAsync(widget);

        Assert.That(widget.AdditionalProperties.Keys, Is.EqualTo(new[] { name }));
        Assert.That(api.Bodies[1], Is.EqualTo(body));
    }

    [Test]
    public async Task One_odd_value_does_not_cost_the_others_on_the_page()
    {
        using var api = new FakeApi().Answers("""{"parts":[{"count":1},{"count":"fb_123","color":"red"},{"count":3}]}""");

        var parts = (await api.Widgets.FindAsync()).Parts!;

        Assert.That(parts.Select(part => part.Count), Is.EqualTo(new long?[] { 1, null, 3 }));
        Assert.That((string?)parts[1].AdditionalProperties["count"], Is.EqualTo("fb_123"));
    }

    [TestCase("{\"parts\":\"none\"}")]
    [TestCase("{\"parts\":{}}")]
    [TestCase("{\"parts\":[1]}")]
    [TestCase("{\"parts\":[{\"count\":1},null,\"x\"]}")]
    public async Task An_answer_without_the_objects_it_is_made_of_cannot_be_read(string body)
    {
        using var api = new FakeApi().Answers(body);

        Assert.That((await api.Widgets.FindAsync().FailureAsync()).Message, Does.Contain("its parts is of another form than in Widget"));
    }

    [TestCase("campaignId", "1.5")]
    [TestCase("campaignId", "-0.001")]
    [TestCase("campaignId", "9223372036854775808")]
    [TestCase("campaignId", "123456789012345678901234567890")]
    [TestCase("campaignId", "1e30")]
    [TestCase("campaignId", "1e-1")]
    [TestCase("campaignId", "10.00000000000000000000000000000000001")]
    [TestCase("createdAt", "1e300")]
    [TestCase("createdAt", "99999999999999999")]
    public async Task A_number_that_would_change_makes_the_record_unreadable_in_both_formats(string name, string number)
    {
        var bare = await FailureAsync<UnreadableExportRecordException>(() => NdjsonAsync<ExportedEvent>($$"""{"{{name}}":{{number}}}""" + "\n"));
        var quoted = await FailureAsync<UnreadableExportRecordException>(() => NdjsonAsync<ExportedEvent>($$"""{"{{name}}":"{{number}}"}""" + "\n"));
        var csv = await FailureAsync<UnreadableExportRecordException>(() => CsvAsync<ExportedEvent>($"email,{name}\na,{number}\n"));

        foreach (var failure in new[] { bare, quoted, csv })
            Assert.That(failure.Record.Problem, Is.EqualTo($"its {name} is a value that ExportedEvent cannot hold exactly"));
    }

    [TestCase("12", 12)]
    [TestCase("12.0", 12)]
    [TestCase("1.2e1", 12)]
    [TestCase("120e-1", 12)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("-9223372036854775808", long.MinValue)]
    public async Task A_whole_number_is_read_however_it_is_written(string number, long expected)
    {
        using var api = new FakeApi().Answers($$"""{"size":{{number}}}""");

        Assert.Multiple(async () =>
        {
            Assert.That((await NdjsonAsync<ExportedEvent>($$"""{"campaignId":{{number}}}""" + "\n")).Single().CampaignId, Is.EqualTo(expected));
            Assert.That((await NdjsonAsync<ExportedEvent>($$"""{"campaignId":"{{number}}"}""" + "\n")).Single().CampaignId, Is.EqualTo(expected));
            Assert.That((await CsvAsync<ExportedEvent>($"email,campaignId\na,{number}\n")).Single().CampaignId, Is.EqualTo(expected));
            Assert.That((await api.Widgets.FindAsync()).Size, Is.EqualTo(expected));
        });
    }

    [TestCase("parts", "[{\"count\":2},{\"count\":1.5}]", "parts.count")]
    [TestCase("stock", "{\"red\":1.5}", "stock")]
    [TestCase("price", "1e29", "price")]
    [TestCase("price", "0.12345678901234567890123456789", "price")]
    [TestCase("weight", "-1e400", "weight")]
    [TestCase("weight", "1e-400", "weight")]
    [TestCase("weight", "9007199254740993", "weight")]
    public async Task An_answer_with_such_a_number_names_the_member(string name, string value, string path)
    {
        using var api = new FakeApi().Answers($$"""{"{{name}}":{{value}}}""");

        Assert.That((await api.Widgets.FindAsync().FailureAsync()).Message, Does.Contain($"its {path} is a value that "));
    }

    [TestCase("0.1", 0.1)]
    [TestCase("0.30000000000000004", 0.1 + 0.2)]
    [TestCase("1.7976931348623157E+308", double.MaxValue)]
    [TestCase("5E-324", double.Epsilon)]
    [TestCase("9007199254740992", 9007199254740992d)]
    [TestCase("0.1234567890123456789012345678901234567890", 0.12345678901234568)]
    public async Task A_fraction_is_the_nearest_there_is(string number, double expected)
    {
        using var api = new FakeApi().Answers($$"""{"weight":{{number}}}""");

        Assert.That((await api.Widgets.FindAsync()).Weight, Is.EqualTo(expected));
    }

    [TestCase("12345678901234.5678")]
    [TestCase("79228162514264337593543950335")]
    [TestCase("0.0000000000000000000000000001")]
    public async Task A_decimal_has_all_its_digits_also_in_a_constructor(string number)
    {
        var expected = decimal.Parse(number, CultureInfo.InvariantCulture);
        using var api = new FakeApi().Answers($$"""{"price":{{number}}}""");

        Assert.Multiple(async () =>
        {
            Assert.That((await api.Widgets.FindAsync()).Price, Is.EqualTo(expected));
            Assert.That((await NdjsonAsync<Bill>($$"""{"total":{{number}}}""" + "\n")).Single().Total, Is.EqualTo(expected));
            Assert.That((await CsvAsync<Bill>($"total,count\n{number},\n")).Single().Total, Is.EqualTo(expected));
        });
    }

    [TestCase("1.10")]
    [TestCase("1e2")]
    [TestCase("12345678901234567890.123456789")]
    [TestCase("true")]
    public async Task A_text_keeps_a_number_as_it_is_written(string value)
    {
        using var api = new FakeApi().Answers($$"""{"note":{{value}}}""");

        Assert.Multiple(async () =>
        {
            Assert.That((await api.Widgets.FindAsync()).Note, Is.EqualTo(value));
            Assert.That((await NdjsonAsync<ExportedEvent>($$"""{"eventName":{{value}}}""" + "\n")).Single().EventName, Is.EqualTo(value));
            Assert.That((await CsvAsync<ExportedEvent>($"email,eventName\na,{value}\n")).Single().EventName, Is.EqualTo(value));
        });
    }

    [Test]
    public async Task One_value_where_a_list_belongs_is_a_list_of_one()
    {
        Assert.Multiple(async () =>
        {
            Assert.That((await NdjsonAsync<ExportedEvent>("""{"labels":"vip"}""" + "\n")).Single().Labels, Is.EqualTo(new[] { "vip" }));
            Assert.That((await NdjsonAsync<ExportedEvent>("""{"labels":"[\"a\",\"b\"]"}""" + "\n")).Single().Labels, Is.EqualTo(new[] { "a", "b" }));
            Assert.That((await CsvAsync<ExportedEvent>("email,labels\na,vip\n")).Single().Labels, Is.EqualTo(new[] { "vip" }));
        });
    }

    [TestCase("count", "1.5", "exactly")]
    [TestCase("count", "300", "exactly")]
    [TestCase("count", "-1", "exactly")]
    [TestCase("count", "\"many\"", "no extension data")]
    [TestCase("total", "1e29", "exactly")]
    [TestCase("total", "{}", "no extension data")]
    public async Task A_class_of_ones_own_that_cannot_keep_a_value_is_not_made(string name, string value, string problem)
    {
        var text = value.Trim('"');
        foreach (var read in new Func<Task>[]
        {
            () => NdjsonAsync<Bill>($$"""{"{{name}}":{{value}}}""" + "\n"),
            () => CsvAsync<Bill>($"email,{name}\na,{text}\n"),
            () => NdjsonAsync<Sum>($$"""{"{{name}}":{{value}}}""" + "\n"),
            () => CsvAsync<Sum>($"email,{name}\na,{text}\n"),
        })
        {
            var record = (await FailureAsync<UnreadableExportRecordException>(read)).Record;
            Assert.That(record.Problem, Does.StartWith($"its {name} is ").And.Contain(problem).And.Not.Contain(text));
        }
    }

    [TestCase("campaignId", "1.5", "exactly")]
    [TestCase("CAMPAIGNID", "1.5", "exactly")]
    [TestCase("campaignId", "92233720368547758070", "exactly")]
    public async Task Of_an_unreadable_record_the_declared_member_is_named_and_nothing_else(string name, string value, string problem)
    {
        var json = (await FailureAsync<UnreadableExportRecordException>(
            () => NdjsonAsync<ExportedEvent>($$"""{"adasSecret":"grace","{{name}}":{{value}}}""" + "\n"))).Record.Problem;
        var csv = (await FailureAsync<UnreadableExportRecordException>(
            () => CsvAsync<ExportedEvent>($"adasSecret,{name}\ngrace,{value}\n"))).Record.Problem;

        Assert.That(new[] { json, csv }, Is.All.StartWith("its campaignId is ").And.All.Contain(problem));
        Assert.That(json + csv, Does.Not.Contain("adasSecret").And.Not.Contain("grace").And.Not.Contain(value));
    }

    [TestCase("1e999")]
    public async Task A_member_that_is_not_declared_is_not_named(string value)
    {
        foreach (var read in new Func<Task>[]
        {
            () => NdjsonAsync<JObject>($$"""{"adasSecret":{{value}}}""" + "\n"),
            () => NdjsonAsync<SumWithRest>($$"""{"adasSecret":{{value}}}""" + "\n"),
        })
        {
            Assert.That((await FailureAsync<UnreadableExportRecordException>(read)).ToString(), Does.Not.Contain("adasSecret").And.Not.Contain(value));
        }
    }

    [Test]
    public async Task A_class_of_ones_own_with_extension_data_keeps_it()
    {
        var json = (await NdjsonAsync<SumWithRest>("""{"count":"many","total":[1]}""" + "\n")).Single();
        var csv = (await CsvAsync<SumWithRest>("count,total\nmany,[1]\n")).Single();

        foreach (var read in new[] { json, csv })
        {
            Assert.That((read.Count, read.Total, (string?)read.Rest!["count"]), Is.EqualTo((0, 0m, "many")));
            Assert.That(read.Rest["total"].ToString(Formatting.None), Is.EqualTo("[1]"));
        }
    }

    [TestCase("{}", "", "is missing, and Strict requires it")]
    [TestCase("""{"id":null}""", "", "is missing, and Strict requires it")]
    [TestCase("""{"id":1.5}""", "1.5", "exactly")]
    public async Task What_a_class_of_ones_own_requires_is_there(string json, string field, string problem)
    {
        var inJson = (await FailureAsync<UnreadableExportRecordException>(() => NdjsonAsync<Strict>(json + "\n"))).Record.Problem;
        var inCsv = (await FailureAsync<UnreadableExportRecordException>(() => CsvAsync<Strict>($"id,email\n{field},a\n"))).Record.Problem;

        Assert.That(new[] { inJson, inCsv }, Is.All.StartWith("its id is ").And.All.Contain(problem));
    }

    [Test]
    public async Task A_class_of_ones_own_hears_when_it_is_whole()
    {
        var json = (await NdjsonAsync<Strict>("""{"ID":2,"id":1}""" + "\n")).Single();
        var csv = (await CsvAsync<Strict>("ID,id\n2,1\n")).Single();

        Assert.That(new[] { json, csv }.Select(read => (read.Id, read.Seen)), Is.All.EqualTo((1, 1)));
    }

    public sealed class Strict
    {
        [JsonProperty(Required = Required.Always)]
        public int Id { get; set; }

        [JsonIgnore]
        public int Seen { get; private set; }

        [System.Runtime.Serialization.OnDeserialized]
        internal void Look(System.Runtime.Serialization.StreamingContext context) => Seen = Id;
    }

    public sealed record Bill(decimal Total, byte Count);

    public sealed class Sum
    {
        public decimal Total { get; set; }

        public byte Count { get; set; }
    }

    public sealed class SumWithRest
    {
        public decimal Total { get; set; }

        public short Count { get; set; }

        [JsonExtensionData]
        public IDictionary<string, JToken>? Rest { get; set; }
    }
}
