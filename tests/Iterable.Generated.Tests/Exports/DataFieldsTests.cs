using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports;

public class DataFieldsTests
{
    private const string Fields = """{"total":9.99,"items":[{"sku":"x","quantity":2}],"Total":1,"unknown":{"deep":[1]}}""";

    private static readonly string Row = "email,dataFields\na,\"" + Fields.Replace("\"", "\"\"") + "\"\n";

    [Test]
    public async Task They_are_read_into_a_class_of_the_callers_in_both_formats()
    {
        var json = (await NdjsonAsync<ExportedEvent>($$"""{"city":"b","dataFields":{{Fields}},"email":"a"}""" + "\n")).Single();
        var csv = (await CsvAsync<ExportedEvent>(Row)).Single();

        foreach (var read in new[] { json, csv })
        {
            var order = read.ReadDataFields<Order>()!;
            Assert.That((order.Total, order.Items!.Single().Sku, order.Items![0].Quantity), Is.EqualTo((9.99m, "x", 2)));

            // Reading them so takes nothing away.
            Assert.That(read.DataFields!.ToString(Formatting.None), Is.EqualTo(Fields));
            Assert.That(read.ReadDataFields<Order>()!.Total, Is.EqualTo(9.99m));
            Assert.That(read.ReadDataFields<JObject>()!.ToString(Formatting.None), Is.EqualTo(Fields));
        }
    }

    [TestCase("""{"email":"a"}""")]
    [TestCase("""{"email":"a","city":"b"}""")]
    [TestCase("""{"email":"a","dataFields":null}""")]
    public async Task None_are_null(string json) =>
        Assert.That((await NdjsonAsync<ExportedEvent>(json + "\n")).Single().ReadDataFields<Order>(), Is.Null);

    [Test]
    public async Task What_was_changed_is_what_is_read()
    {
        var read = (await NdjsonAsync<ExportedEvent>($$"""{"dataFields":{{Fields}}}""" + "\n")).Single();
        read.DataFields!["total"] = 5;

        Assert.That(read.ReadDataFields<Order>()!.Total, Is.EqualTo(5));

        read.DataFields = null;
        Assert.That(read.ReadDataFields<Order>(), Is.Null);
        Assert.That(new ExportedEvent { DataFields = new JObject { ["total"] = 7 } }.ReadDataFields<Order>()!.Total, Is.EqualTo(7));
    }

    [Test]
    public async Task Members_that_come_beside_them_are_part_of_them()
    {
        var json = (await NdjsonAsync<ExportedEvent>("""{"dataFields.total":3,"dataFields":{"items":[]}}""" + "\n")).Single();
        var csv = (await CsvAsync<ExportedEvent>("dataFields,dataFields.total\n{},3\n")).Single();

        Assert.That((json.ReadDataFields<Order>()!.Total, csv.ReadDataFields<Order>()!.Total), Is.EqualTo((3m, 3m)));
    }

    [TestCase("""{"dataFields":1.5,"dataFields.total":"x"}""", "dataFields,dataFields.total\n1.5,x\n")]
    [TestCase("""{"dataFields.total":"x","dataFields":1.5}""", "dataFields.total,dataFields\nx,1.5\n")]
    public async Task Beside_what_is_no_object_they_stay_where_they_were_and_the_record_can_be_written(string json, string csv)
    {
        var (ofJson, ofCsv) = ((await NdjsonAsync<ExportedEvent>(json + "\n")).Single().ToJson(), (await CsvAsync<ExportedEvent>(csv)).Single().ToJson());

        Assert.That(JToken.DeepEquals(JToken.Parse(ofJson), JToken.Parse(json)), Is.True, ofJson);
        Assert.That(JToken.DeepEquals(JToken.Parse(ofCsv), JToken.Parse("""{"dataFields":"1.5","dataFields.total":"x"}""")), Is.True, ofCsv);
    }

    [Test]
    public async Task A_member_that_comes_beside_them_with_another_value_is_kept_as_well()
    {
        var read = (await NdjsonAsync<ExportedEvent>("""{"dataFields.total":3,"dataFields":{"total":4},"dataFields.same":1,"dataFields.same":2}""" + "\n")).Single();

        Assert.That(read.DataFields!.ToString(Formatting.None), Is.EqualTo("""{"total":4,"same":2}"""));
        Assert.That(read.AdditionalProperties.Single().ToString(), Is.EqualTo("[dataFields.total, 3]"));
    }

    [Test]
    public async Task A_column_that_says_the_same_as_the_object_beside_it_is_nothing_more()
    {
        var read = (await CsvAsync<ExportedEvent>("dataFields,dataFields.total,dataFields.paid,dataFields.items,dataFields.name\n\"{\"\"total\"\":1.5,\"\"paid\"\":true,\"\"items\"\":[1],\"\"name\"\":\"\"3\"\"}\",1.5,true,[1],3\n")).Single();

        Assert.That(read.DataFields!.ToString(Formatting.None), Is.EqualTo("""{"total":1.5,"paid":true,"items":[1],"name":"3"}"""));
        Assert.That(read.AdditionalProperties, Is.Empty);
    }

    [TestCase("0.1", "0.100000000000001")]
    [TestCase("1e-16", "2e-16")]
    [TestCase("1e30", "1.2345678901234567")]
    [TestCase("1", "1.0")]
    public async Task A_member_that_comes_beside_them_with_almost_the_same_number_is_kept_as_well(string number, string almost)
    {
        var read = (await NdjsonAsync<ExportedEvent>($$"""{"dataFields":{"rate":{{number}}},"dataFields.rate":{{almost}}}""" + "\n")).Single();

        Assert.That((read.DataFields!["rate"]!.Value<double>(), read.AdditionalProperties["dataFields.rate"].Value<double>()), Is.EqualTo((double.Parse(number, CultureInfo.InvariantCulture), double.Parse(almost, CultureInfo.InvariantCulture))));
    }

    [Test]
    public void Nothing_of_a_record_is_lost_whatever_stands_beside_what()
    {
        var names = new[] { "dataFields", "dataFields.a", "dataFields.a.b", "DataFields", "DataFields.a", "city", "dataFields." };
        var values = new[] { "1", "1.5", "\"x\"", "{}", """{"a":1}""", """{"a":1,"a.b":"x"}""", """{"a":{"b":2}}""", "\"{\\\"a\\\":5}\"", "[1]", "true" };
        Prop.ForAll(
            Gen.Zip(Gen.Shuffle(names), Gen.ArrayOf(Gen.Elements(values), names.Length)).SelectMany(record => Gen.Choose(1, names.Length).Select(count => record.Item1.Zip(record.Item2).Take(count).ToList())).ToArbitrary(),
            members =>
            {
                var line = "{" + string.Join(",", members.Select(member => $"\"{member.First}\":{member.Second}")) + "}";
                var written = NdjsonAsync<ExportedEvent>(line + "\n").GetAwaiter().GetResult().Single().ToJson();
                var again = NdjsonAsync<ExportedEvent>(written + "\n").GetAwaiter().GetResult().Single().ToJson();
                return JToken.DeepEquals(JToken.Parse(written), JToken.Parse(again)) && JObject.Parse(line).Properties().All(member => IsIn(JObject.Parse(written), member.Name, member.Value));
            })
        .Check(Properties.Cases(300));
    }

    // At its name, in whatever letters, or in the object that it is a part of. An object may have more, and come as the text of its JSON.
    private static bool IsIn(JObject record, string name, JToken value)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var places = record.Properties().Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(member => member.Value)
            .Append(dot < 0 ? null : (record[name.Substring(0, dot)] as JObject)?[name.Substring(dot + 1)]);
        var plain = value is JValue { Value: string text } && text.StartsWith('{') ? JObject.Parse(text) : value;
        return places.Any(place => JToken.DeepEquals(place, value) || (place is JObject whole && plain is JObject parts && parts.Properties().All(part => JToken.DeepEquals(whole[part.Name], part.Value))));
    }

    [Test]
    public async Task They_may_be_the_text_of_their_JSON()
    {
        var read = (await NdjsonAsync<ExportedEvent>("""{"dataFields":"{\"total\":3}"}""" + "\n")).Single();

        Assert.That(read.ReadDataFields<Order>()!.Total, Is.EqualTo(3));
    }

    [TestCase("""{"total":"x@example.com"}""", "total")]
    [TestCase("""{"items":[{"quantity":1.5}]}""", "items.quantity")]
    [TestCase("\"x@example.com\"", "dataFields")]
    public async Task A_value_that_does_not_fit_is_named_and_the_record_stays_readable(string fields, string member)
    {
        var read = (await NdjsonAsync<ExportedEvent>($$"""{"email":"a","dataFields":{{fields}}}""" + "\n")).Single();

        var error = Assert.Throws<IterableException>(() => read.ReadDataFields<Order>())!;

        Assert.Multiple(() =>
        {
            Assert.That(error.ToString(), Does.Contain(member).And.Contain("Order").And.Not.Contain("example.com"));
            Assert.That(read.Email, Is.EqualTo("a"));
        });
    }

    public sealed class Order
    {
        public decimal Total { get; set; }

        public IReadOnlyList<Item>? Items { get; set; }
    }

    public sealed record Item(string Sku, int Quantity);
}
