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
