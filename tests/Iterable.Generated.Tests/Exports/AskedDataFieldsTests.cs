using FsCheck;
using FsCheck.Fluent;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports;

/// <summary>The fields of a record are made at once when those of the one before were asked for, and later otherwise. Nobody can tell.</summary>
public class AskedDataFieldsTests
{
    private static readonly string[] Lines =
    [
        """{"email":"a","dataFields":{"n":1.10,"deep":{"a":[1,{"b":null}]},"n":2,"Ünit":"\u00e9"},"city":"b"}""",
        """{"dataFields":"{\"x\":1}","email":"a"}""",
        """{"dataFields":{"a":1},"dataFields.b":2}""",
        """{"dataFields.b":2,"dataFields":{"a":1}}""",
        """{"dataFields":{"a":1},"dataFields":{"c":3}}""",
        """{"DataFields":{"a":1},"email":"c"}""",
        """{"dataFields":[1],"email":"d"}""",
        """{"dataFields":null,"email":"e"}""",
        """{"email":"none"}""",
    ];

    [Test]
    public void Whether_the_fields_of_other_records_were_asked_for_makes_no_difference() =>
        Prop.ForAll(
            Gen.Elements(Lines).SelectMany(line => Gen.Elements(true, false).Select(asks => (line, asks))).NonEmptyListOf().ToArbitrary(),
            records =>
            {
                var body = string.Concat(records.Select(record => record.line + "\n"));
                var asked = ReadAsync(body, (record, i) => records[i].asks && record.DataFields is { Count: > 99 }).GetAwaiter().GetResult();
                var unasked = ReadAsync(body, (_, _) => false).GetAwaiter().GetResult();
                return asked.SequenceEqual(unasked);
            })
        .Check(Properties.Cases(200));

    [Test]
    public async Task A_class_is_read_from_the_bytes_also_after_a_record_whose_fields_were_asked_for()
    {
        const string Line = """{"dataFields":{"exact":1.00000000000000000000000010}}""";
        var read = new List<string>();
        await foreach (var record in ExportReader.ReadNdjsonAsync<ExportedEvent>(Stream(Line + "\n" + Line + "\n")))
        {
            read.Add(record.ReadDataFields<Precise>()!.Exact.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.That(record.DataFields, Has.Count.EqualTo(1));
        }

        Assert.That(read, Is.All.EqualTo("1.00000000000000000000000010"));
    }

    private static async Task<List<string>> ReadAsync(string body, Func<ExportedEvent, int, bool> look)
    {
        var records = new List<ExportedEvent>();
        await foreach (var record in ExportReader.ReadNdjsonAsync<ExportedEvent>(Stream(body)))
        {
            look(record, records.Count);
            records.Add(record);
        }

        return records.ConvertAll(record => record.ToJson());
    }

    private sealed class Precise
    {
        public decimal Exact { get; set; }
    }
}
