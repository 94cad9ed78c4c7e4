using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Json;

/// <summary>The exact name wins over one that differs in case, in every reader and whatever the order; the other one is kept.</summary>
public class MemberNameTests
{
    [TestCase("""{"email":"right","Email":"other","EMAIL":"third"}""")]
    [TestCase("""{"EMAIL":"third","Email":"other","email":"right"}""")]
    [TestCase("""{"Email":"other","email":"right","EMAIL":"third"}""")]
    [TestCase("""{"\u0045mail":"other","\u0065mail":"right","EMAIL":"third"}""")]
    public async Task The_exact_name_wins_in_NDJSON(string json)
    {
        var read = (await NdjsonAsync<ExportedEvent>(json + "\n")).Single();

        Assert.Multiple(() =>
        {
            Assert.That(read.Email, Is.EqualTo("right"));
            Assert.That(read.AdditionalProperties.ToDictionary(one => one.Key, one => (string?)one.Value), Is.EquivalentTo(new Dictionary<string, string> { ["Email"] = "other", ["EMAIL"] = "third" }));
        });
    }

    [TestCase("email,Email,EMAIL", "right,other,third")]
    [TestCase("EMAIL,Email,email", "third,other,right")]
    public async Task The_exact_name_wins_in_CSV(string header, string row)
    {
        var read = (await CsvAsync<ExportedEvent>($"{header}\n{row}\n")).Single();

        Assert.Multiple(() =>
        {
            Assert.That(read.Email, Is.EqualTo("right"));
            Assert.That(read.AdditionalProperties.ToDictionary(one => one.Key, one => (string?)one.Value), Is.EquivalentTo(new Dictionary<string, string> { ["Email"] = "other", ["EMAIL"] = "third" }));
        });
    }

    [TestCase("""{"note":"right","Note":"other","parts":[{"count":1,"Count":2},{"COUNT":3,"count":4}]}""")]
    [TestCase("""{"Note":"other","note":"right","parts":[{"Count":2,"count":1},{"count":4,"COUNT":3}]}""")]
    public async Task The_exact_name_wins_in_answers_and_in_the_models_within_them(string json)
    {
        using var api = new FakeApi().Answers(json);
        var widget = await api.Widgets.FindAsync();

        Assert.Multiple(() =>
        {
            Assert.That(widget.Note, Is.EqualTo("right"));
            Assert.That((string?)widget.AdditionalProperties["Note"], Is.EqualTo("other"));
            Assert.That(widget.Parts!.Select(part => part.Count), Is.EqualTo(new long?[] { 1, 4 }));
            Assert.That((int)widget.Parts![1].AdditionalProperties["COUNT"], Is.EqualTo(3));
        });
    }

    [Test]
    public async Task A_null_under_the_exact_name_is_what_that_has()
    {
        var read = (await NdjsonAsync<ExportedEvent>("""{"Email":"other","email":null}""" + "\n")).Single();

        Assert.That((read.Email, (string?)read.AdditionalProperties["Email"]), Is.EqualTo(((string?)null, "other")));
    }

    [Test]
    public async Task Another_case_stands_for_a_member_that_is_not_there_itself()
    {
        var json = (await NdjsonAsync<ExportedEvent>("""{"EMAIL":"first","Email":"second","DataFields":{"a":1}}""" + "\n")).Single();
        var csv = (await CsvAsync<ExportedEvent>("EMAIL,Email,DataFields\nfirst,second,\"{\"\"a\"\":1}\"\n")).Single();

        foreach (var read in new[] { json, csv })
        {
            Assert.That((read.Email, (string?)read.AdditionalProperties["Email"]), Is.EqualTo(("first", "second")));
            Assert.That((int)read.DataFields!["a"]!, Is.EqualTo(1));
            Assert.That(read.AdditionalProperties, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_property_of_ones_own_class_is_called_as_the_service_calls_things()
    {
        const string json = """{"Email":"other","email":"right","Name":{"FIRST":"other","first":"right"},"at":"x"}""";
        const string csv = "Email,email,Name,at\nother,right,\"{\"\"FIRST\"\":\"\"other\"\",\"\"first\"\":\"\"right\"\"}\",x\n";

        foreach (var read in new[] { (await NdjsonAsync<Own>(json)).Single(), (await CsvAsync<Own>(csv)).Single() })
            Assert.That((read.Email, read.Name!.First, read.At), Is.EqualTo(("right", "right", "x")));

        foreach (var read in new[] { (await NdjsonAsync<OwnRecord>(json)).Single(), (await CsvAsync<OwnRecord>(csv)).Single() })
            Assert.That((read.Email, read.Name!.First, read.At), Is.EqualTo(("right", "right", "x")));
    }

    [Test]
    public async Task What_a_class_of_ones_own_has_no_member_for_goes_into_its_extension_data()
    {
        var json = (await NdjsonAsync<OwnWithRest>("""{"Email":"other","email":"right"}""" + "\n")).Single();
        var csv = (await CsvAsync<OwnWithRest>("Email,email\nother,right\n")).Single();
        var record = (await NdjsonAsync<OwnRecordWithRest>("""{"Email":"other","email":"right","n":1}""" + "\n")).Single();

        Assert.Multiple(() =>
        {
            Assert.That((json.Email, (string?)json.Rest!["Email"]), Is.EqualTo(("right", "other")));
            Assert.That((csv.Email, (string?)csv.Rest!["Email"]), Is.EqualTo(("right", "other")));
            Assert.That((record.Email, record.Rest!["Email"], record.Rest["n"]), Is.EqualTo(("right", "other", 1L)));
        });
    }

    [Test]
    public async Task Members_that_differ_in_case_alone_each_have_their_own()
    {
        var read = (await NdjsonAsync<Both>("""{"Code":"upper","code":"lower"}""" + "\n")).Single();

        Assert.That((read.Code, read.code), Is.EqualTo(("upper", "lower")));
    }

    public sealed class Own
    {
        public string? Email { get; set; }

        public Inner? Name { get; set; }

        [JsonProperty("at")]
        public string? At { get; set; }
    }

    public sealed record OwnRecord(string? Email, Inner? Name)
    {
        public string? At { get; set; }
    }

    public sealed class Inner
    {
        public string? First { get; set; }
    }

    public sealed class OwnWithRest
    {
        public string? Email { get; set; }

        [JsonExtensionData]
        public IDictionary<string, JToken>? Rest { get; set; }
    }

    public sealed record OwnRecordWithRest(string? Email)
    {
        [JsonExtensionData]
        public IDictionary<string, object>? Rest { get; set; }
    }

    public sealed class Both
    {
        public string? Code { get; set; }

#pragma warning disable IDE1006
        public string? code { get; set; }
#pragma warning restore IDE1006
    }

    [TestCase("""{"campaignId":"fb","campaignId":5}""", """{"campaignId":5}""")]
    [TestCase("""{"campaignId":5,"campaignId":"fb"}""", """{"campaignId":5}""")]
    [TestCase("""{"x":1,"campaignId":"fb","y":2,"campaignId":5,"z":3}""", """{"campaignId":5,"x":1,"y":2,"z":3}""")]
    [TestCase("""{"campaignId":"fb","templateId":"t","y":2,"campaignId":5,"templateId":6}""", """{"campaignId":5,"templateId":6,"y":2}""")]
    [TestCase("""{"campaignId":"a","campaignId":"b"}""", """{"campaignId":"b"}""")]
    [TestCase("""{"campaignId":null,"campaignId":"b"}""", """{"campaignId":"b"}""")]
    [TestCase("""{"campaignId":"","campaignId":"b"}""", """{"campaignId":"b"}""")]
    [TestCase("""{"campaignId":"a","campaignId":"b","campaignId":5}""", """{"campaignId":5}""")]
    [TestCase("""{"dataFields":"a","dataFields":{"b":1}}""", """{"dataFields":{"b":1}}""")]
    [TestCase("""{"dataFields":{"b":1},"dataFields":"a"}""", """{"dataFields":{"b":1}}""")]
    public async Task Of_a_name_that_stands_twice_what_fits_counts_and_the_record_can_be_written_again(string json, string written)
    {
        var read = (await NdjsonAsync<ExportedEvent>(json + "\n")).Single();

        Assert.That(JObject.DeepEquals(JObject.Parse(JsonConvert.SerializeObject(read)), JObject.Parse(written)), JsonConvert.SerializeObject(read));
    }
}
