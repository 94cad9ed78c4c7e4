using System.Runtime.Serialization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Iterable.Generated.Tests.Json;

/// <summary>Data fields out of what an application has.</summary>
public class DataFieldsTests
{
    private enum Plan
    {
        Free,
        [EnumMember(Value = "pro-2")]
        Pro,
    }

    [Test]
    public void A_class_is_taken_by_the_names_it_gives_without_its_nulls() => Expect(
        DataFields.From(new Profile { FirstName = "Ada", City = "London", Plan = Plan.Pro, Secret = "s" }),
        """{"FirstName":"Ada","town":"London","plan_code":0,"Plan":1}""");

    [Test]
    public void Names_enums_and_nulls_are_options() => Expect(
        DataFields.From(new Profile { FirstName = "Ada", Plan = Plan.Pro }, new DataFieldsOptions { CamelCase = true, EnumsAsText = true, IncludeNulls = true }),
        """{"firstName":"Ada","town":null,"plan_code":"Free","plan":"pro-2"}""");

    [Test]
    public void Json_of_System_Text_Json_keeps_every_digit_and_every_null()
    {
        const string Text = """{"id":9007199254740993,"large":18446744073709551615,"total":12345678901234567.89,"small":1e-30,"on":true,"none":null,"at":"2026-11-26T09:30:00+02:00","list":[1,{"a":[]}]}""";
        using var document = System.Text.Json.JsonDocument.Parse(Text);
        var values = new object[]
        {
            document.RootElement, document, JsonNode.Parse(Text)!, System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object>>(Text)!, System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, System.Text.Json.JsonElement>>(Text)!,
        };

        foreach (var value in values)
            Expect(DataFields.From(value), Text.Replace("1e-30", "1E-30", StringComparison.Ordinal), value.GetType().Name);
    }

    [Test]
    public void An_element_inside_of_anything_is_what_it_holds() => Expect(
        DataFields.From(new { user = new { tags = new object[] { System.Text.Json.JsonDocument.Parse("\"a\"").RootElement, JsonNode.Parse("{\"b\":2}")! } }, raw = new JObject { ["x"] = "2026-01-01" } }),
        """{"user":{"tags":["a",{"b":2}]},"raw":{"x":"2026-01-01"}}""");

    [Test]
    public void Half_a_surrogate_pair_in_an_element_is_the_character_for_that() => Expect(
        DataFields.From(System.Text.Json.JsonDocument.Parse("""{"\ud83d":"\udc00!"}""").RootElement),
        "{\"\uFFFD\":\"\uFFFD!\"}");

    [Test]
    public void Half_a_surrogate_pair_in_a_node_is_refused() =>
        Assert.That(() => DataFields.From(JsonNode.Parse("""{"a":"\ud83d"}""")!), Throws.ArgumentException.With.Message.Contains("surrogate"));

    [Test]
    public void An_element_that_was_read_with_comments_and_trailing_commas_is_what_it_holds()
    {
        var options = new System.Text.Json.JsonSerializerOptions { AllowTrailingCommas = true, ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip };
        var fields = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, System.Text.Json.JsonElement>>("""{"a":{/* b */"b":[1,2,],},"c":3}""", options)!;

        Expect(DataFields.From(fields), """{"a":{"b":[1,2]},"c":3}""");
    }

    [Test]
    public void A_number_in_an_element_that_is_too_large_is_refused() =>
        Assert.That(() => DataFields.From(System.Text.Json.JsonDocument.Parse("""{"a":[-1e400]}""").RootElement), Throws.ArgumentException.With.Message.Contains("a number that is too large"));

    [Test]
    public void Times_are_in_the_form_that_the_service_stores_as_dates() => Expect(
        DataFields.From(new Dictionary<string, object?>
        {
            ["offset"] = new DateTimeOffset(2026, 11, 26, 9, 30, 0, TimeSpan.FromHours(2)).AddTicks(1234567),
            ["utc"] = new DateTime(2026, 11, 26, 9, 30, 0, DateTimeKind.Utc),
            ["plain"] = new DateTime(2026, 11, 26, 9, 30, 0),
            ["none"] = null,
        }),
        """{"offset":"2026-11-26T09:30:00.123+02:00","utc":"2026-11-26T09:30:00.000+00:00","plain":"2026-11-26T09:30:00.000+00:00","none":null}""");

    [Test]
    public void What_is_no_object_is_refused_without_being_repeated()
    {
        var circle = new Circle { Name = "ada@example.com" };
        circle.Self = circle;

        foreach (var value in new object[] { "ada@example.com", new[] { 1 }, 7, System.Text.Json.JsonDocument.Parse("[1]").RootElement, circle })
            Assert.That(Assert.Throws<ArgumentException>(() => DataFields.From(value))!.ToString(), Does.Not.Contain("ada@"), value.GetType().Name);
    }

    [Test]
    public void A_class_that_has_no_members_is_refused_wherever_it_stands()
    {
        foreach (var value in new object[] { new Bare(), new { inside = new Bare() }, new Dictionary<string, object> { ["inside"] = new[] { new Bare() } } })
            Assert.That(() => DataFields.From(value), Throws.ArgumentException.With.Message.Contains("A Bare has no members").And.Message.Contains("DynamicDependency"));
    }

    [Test]
    public void What_hides_what_it_holds_is_refused_wherever_it_stands()
    {
        foreach (var value in new object[] { new MemoryStream("planted"u8.ToArray()), (Memory<byte>?)"planted"u8.ToArray(), new StringBuilder("planted"), Task.FromResult("planted") })
        {
            foreach (var holder in new[] { value, new { inside = value }, new Dictionary<string, object> { ["inside"] = new[] { value } } })
                Assert.That(() => DataFields.From(holder), Throws.ArgumentException.With.Message.Contains("of which no JSON is made").And.Message.Not.Contains("planted"), value.GetType().Name);
        }

        Expect(DataFields.From(new { text = "a", stream = (Stream?)null }), """{"text":"a"}""");
    }

    [Test]
    public void A_node_is_taken_down_to_the_depth_that_answers_are_read_to()
    {
        Assert.That(DataFields.From(Nested(128)).Descendants().OfType<JObject>().Count(), Is.EqualTo(127));
        Assert.That(() => DataFields.From(Nested(129)), Throws.ArgumentException.With.Message.Contains("nested too deep"));
    }

    private static JsonObject Nested(int levels)
    {
        var node = new JsonObject { ["end"] = true };
        for (var level = 1; level < levels; level++)
            node = new JsonObject { ["a"] = node };
        return node;
    }

    [Test]
    public async Task A_record_of_the_callers_is_read_by_the_names_of_System_Text_Json()
    {
        using var ndjson = new MemoryStream(Encoding.UTF8.GetBytes("""{"email":"ada@example.com","campaign_id":4,"secret":"s"}""" + "\n"));
        var records = new List<Row>();
        await foreach (var row in ExportReader.ReadNdjsonAsync<Row>(ndjson))
            records.Add(row);

        using var csv = new MemoryStream(Encoding.UTF8.GetBytes("email,campaign_id,secret\nada@example.com,4,s\n"));
        await foreach (var row in CsvExportReader.ReadAsync<Row>(csv))
            records.Add(row);

        Assert.That(records.Select(row => (row.Address, row.Campaign, row.Secret)), Is.All.EqualTo(("ada@example.com", 4L, (string?)null)));
        Assert.That(records, Has.Count.EqualTo(2));
    }

    private static void Expect(JObject fields, string json, string? what = null)
    {
        Assert.That(new UserUpdateRequest { DataFields = fields }.ToJson(), Is.EqualTo($$"""{"dataFields":{{json}}}"""), what);
    }

    private sealed class Profile
    {
        public string? FirstName { get; set; }

        [JsonPropertyName("town")]
        public string? City { get; set; }

        [JsonProperty("plan_code")]
        public Plan Code { get; set; }

        public Plan Plan { get; set; }

        [System.Text.Json.Serialization.JsonIgnore]
        public string? Secret { get; set; }
    }

    private sealed class Bare
    {
        private readonly string _plan = "pro";

        public override string ToString() => _plan;
    }

    private sealed class Circle
    {
        public string? Name { get; set; }

        public Circle? Self { get; set; }
    }

    private sealed class Row
    {
        [JsonPropertyName("email")]
        public string? Address { get; set; }

        [JsonPropertyName("campaign_id")]
        public long Campaign { get; set; }

        [System.Text.Json.Serialization.JsonIgnore]
        public string? Secret { get; set; }
    }
}
