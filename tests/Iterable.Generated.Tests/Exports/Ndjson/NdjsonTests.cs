using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Ndjson;

public class NdjsonTests
{
    private const string Event = """
        {"email":"ada@example.com","createdAt":"2021-04-14 16:49:02 +00:00","campaignId":12,"messageId":null,"labels":["a","b"],"dataFields":{"total":1.5,"items":[{"sku":"x"}],"at":"2021-04-14T16:49:02Z"},"city":"Zürich","itblInternal":{"emailDomain":"example.com"},"isFoobar":true}
        """;

    [Test]
    public async Task An_event_has_its_members_and_keeps_the_rest([ValueSource(typeof(ExportBodies), nameof(Chunks))] int chunk)
    {
        var read = (await NdjsonAsync<ExportedEvent>(Event + "\n", chunk: chunk)).Single();

        Assert.Multiple(() =>
        {
            Assert.That(read.Email, Is.EqualTo("ada@example.com"));
            Assert.That(read.CreatedAt, Is.EqualTo(new DateTimeOffset(2021, 4, 14, 16, 49, 2, TimeSpan.Zero)));
            Assert.That(read.CampaignId, Is.EqualTo(12));
            Assert.That(read.MessageId, Is.Null);
            Assert.That(read.Labels, Is.EqualTo(new[] { "a", "b" }));
            Assert.That((double)read.DataFields!["total"]!, Is.EqualTo(1.5));
            Assert.That((string)read.DataFields["items"]![0]!["sku"]!, Is.EqualTo("x"));
            Assert.That(read.DataFields["at"]!.Type, Is.EqualTo(JTokenType.String));
            Assert.That((string)read.AdditionalProperties["city"]!, Is.EqualTo("Zürich"));
            Assert.That((string)read.AdditionalProperties["itblInternal"]!["emailDomain"]!, Is.EqualTo("example.com"));
            Assert.That((bool)read.AdditionalProperties["isFoobar"]!, Is.True);
            Assert.That(read.AdditionalProperties, Has.Count.EqualTo(3));
        });
    }

    [Test]
    public async Task What_is_read_late_is_what_the_serializer_would_have_read()
    {
        var early = JsonConvert.DeserializeObject<ExportedEvent>(Event, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
        var late = (await NdjsonAsync<ExportedEvent>(Event)).Single();

        // Who reads a model by itself keeps its nulls, since they may be meant to be sent; a record of an export is not sent.
        Assert.That(early.AdditionalProperties.Remove("messageId"), Is.True);
        Assert.That(JsonConvert.SerializeObject(late), Is.EqualTo(JsonConvert.SerializeObject(early)));
    }

    [Test]
    public async Task Late_members_can_be_replaced_before_they_were_read()
    {
        var read = (await NdjsonAsync<ExportedEvent>(Event)).Single();
        read.DataFields = new JObject { ["mine"] = 1 };

        Assert.Multiple(() =>
        {
            Assert.That(read.DataFields.ToString(Formatting.None), Is.EqualTo("""{"mine":1}"""));
            Assert.That((string)read.AdditionalProperties["city"]!, Is.EqualTo("Zürich"));
        });
    }

    [Test]
    public async Task Threads_that_read_one_event_see_the_same()
    {
        foreach (var read in await NdjsonAsync<ExportedEvent>(string.Concat(Enumerable.Repeat(Event + "\n", 200))))
        {
            var seen = new JObject?[2];
            Parallel.For(0, 2, i => seen[i] = read.DataFields);
            Assert.That(seen[0], Is.Not.Null.And.SameAs(seen[1]));
        }
    }

    [Test]
    public async Task A_JObject_is_all_there_is_as_it_is()
    {
        var read = (await NdjsonAsync<JObject>("""{"n":1,"big":123456789012345678901234567890,"f":0.1,"t":"2021-04-14T16:49:02Z","x":null,"deep":{"a":[true,[]]},"a.b":"c"}""" + "\n")).Single();

        Assert.That(read.ToString(Formatting.None), Is.EqualTo("""{"n":1,"big":123456789012345678901234567890,"f":0.1,"t":"2021-04-14T16:49:02Z","x":null,"deep":{"a":[true,[]]},"a.b":"c"}"""));
    }

    [Test]
    public async Task A_class_of_ones_own_is_read_as_Newtonsoft_would()
    {
        var read = (await NdjsonAsync<Open>("""{"EMAIL":"ada@example.com","when":"2021-04-14 16:49:02 +0000","n":"7","price":9.99,"kind":"Second","tags":["x"],"nested":{"name":"y"},"hidden":"no","other":5}""" + "\n")).Single();

        Assert.Multiple(() =>
        {
            Assert.That(read.Email, Is.EqualTo("ada@example.com"));
            Assert.That(read.At, Is.EqualTo(new DateTimeOffset(2021, 4, 14, 16, 49, 2, TimeSpan.Zero)));
            Assert.That(read.N, Is.EqualTo(7));
            Assert.That(read.Price, Is.EqualTo(9.99m));
            Assert.That(read.Kind, Is.EqualTo(OpenKind.Second));
            Assert.That(read.Tags, Is.EqualTo(new[] { "kept", "x" }));
            Assert.That(read.Nested!.Name, Is.EqualTo("y"));
            Assert.That(read.Hidden, Is.Null);
            Assert.That(read.Rest!["other"]!.Value<int>(), Is.EqualTo(5));
        });
    }

    [Test]
    public async Task A_class_with_a_constructor_is_read_as_well()
    {
        var read = (await NdjsonAsync<Immutable>("""{"email":"ada@example.com","count":"3"}""" + "\n")).Single();

        Assert.That((read.Email, read.Count), Is.EqualTo(("ada@example.com", 3)));
    }

    [Test]
    public async Task A_row_is_texts()
    {
        const string body = """{"a":"x","n":1,"b":true,"o":{"k":[1]},"z":null}""" + "\n";
        var expected = new Dictionary<string, string> { ["a"] = "x", ["n"] = "1", ["b"] = "true", ["o"] = """{"k":[1]}""" };

        Assert.That((await NdjsonAsync<Dictionary<string, string>>(body)).Single(), Is.EquivalentTo(expected));
        Assert.That((await NdjsonAsync<IDictionary<string, string>>(body)).Single(), Is.EquivalentTo(expected));
        Assert.That((await NdjsonAsync<IReadOnlyDictionary<string, string>>(body)).Single(), Is.EquivalentTo(expected));
    }

    [TestCase("nonsense")]
    [TestCase("[1]")]
    [TestCase("5")]
    [TestCase("\"x\"")]
    [TestCase("null")]
    [TestCase("{\"a\":1} {}")]
    [TestCase("{\"a\":1")]
    public async Task A_line_that_is_no_object_is_none_for_any_kind_of_record_and_for_a_download(string line)
    {
        var refused = new List<UnreadableExportRecord>();
        var options = new ExportReadOptions { OnUnreadableRecord = refused.Add };
        var text = "{\"a\":\"1\"}\n" + line + "\n{\"a\":\"2\"}\n";
        using var body = new ExportBody(Stream(text), options, default);

        Assert.That((await NdjsonAsync<Dictionary<string, string>>(text, options)).Select(row => row["a"]), Is.EqualTo(new[] { "1", "2" }));
        Assert.That((await NdjsonAsync<JObject>(text, options)).Select(row => (string?)row["a"]), Is.EqualTo(new[] { "1", "2" }));
        await RecordForm.Ndjson.CheckAsync(body, options, default);
        Assert.That(body.RecordsRead, Is.EqualTo(2));
        Assert.That(refused.Select(one => one.ToString()), Is.EqualTo(Enumerable.Repeat("line 2: it is no JSON object in UTF-8", 3)));
    }

    [Test]
    public async Task A_record_of_which_a_converter_makes_nothing_is_unreadable_and_not_passed_over() =>
        Assert.That((await FailureAsync<UnreadableExportRecordException>(() => NdjsonAsync<Vanishing>("{\"a\":1}\n"))).Record.LineNumber, Is.EqualTo(1));

    [TestCase("2021-04-14 16:49:02 +00:00")]
    [TestCase("2021-04-14 16:49:02 +0000")]
    [TestCase("2021-04-14T16:49:02.000Z")]
    [TestCase("2021-04-14 16:49:02 UTC")]
    [TestCase("2021-04-14 16:49:02")]
    [TestCase("2021-04-14T16:49:02.000.000Z")]
    [TestCase("2021-04-14 10:49:02 -06:00")]
    [TestCase("1618418942000")]
    [TestCase("1618418942")]
    public async Task Times_are_read_in_every_form_in_both_formats(string time)
    {
        var expected = new DateTimeOffset(2021, 4, 14, 16, 49, 2, TimeSpan.Zero);

        Assert.Multiple(async () =>
        {
            Assert.That((await NdjsonAsync<ExportedEvent>($$"""{"createdAt":"{{time}}"}""")).Single().CreatedAt, Is.EqualTo(expected));
            Assert.That((await CsvAsync<ExportedEvent>($"createdAt\n{time}\n")).Single().CreatedAt, Is.EqualTo(expected));
            if (time.All(char.IsDigit))
                Assert.That((await NdjsonAsync<ExportedEvent>($$"""{"createdAt":{{time}}}""")).Single().CreatedAt, Is.EqualTo(expected));
        });
    }

    [Test]
    public async Task Values_in_other_forms_are_read()
    {
        var read = (await NdjsonAsync<ExportedEvent>("""{"campaignId":"12","templateId":13.0,"email":5,"dataFields":"{\"a\":1}","dataFields.b":2,"Labels":["x"],"ids":"007"}""" + "\n")).Single();

        Assert.Multiple(() =>
        {
            Assert.That(read.CampaignId, Is.EqualTo(12));
            Assert.That(read.TemplateId, Is.EqualTo(13));
            Assert.That(read.Email, Is.EqualTo("5"));
            Assert.That(read.DataFields!.ToString(Formatting.None), Is.EqualTo("""{"a":1,"b":2}"""));
            Assert.That(read.Labels, Is.EqualTo(new[] { "x" }));
            Assert.That((string)read.AdditionalProperties["ids"]!, Is.EqualTo("007"));
        });
    }

    [Test]
    public async Task Data_fields_that_are_no_object_are_not_lost()
    {
        var read = (await NdjsonAsync<ExportedEvent>("""{"dataFields":"not JSON","dataFields.a":1}""" + "\n")).Single();

        Assert.Multiple(() =>
        {
            Assert.That((string)read.AdditionalProperties["dataFields"]!, Is.EqualTo("not JSON"));
            Assert.That((int)read.AdditionalProperties["dataFields.a"]!, Is.EqualTo(1));
            Assert.That(read.DataFields, Is.Null);
        });
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("\n\r\n  \n")]
    [TestCase("\uFEFF")]
    [TestCase("\uFEFF\n")]
    public async Task A_body_without_records_gives_none(string body) =>
        Assert.That(await NdjsonAsync<ExportedEvent>(body), Is.Empty);

    [TestCase("{\"email\":\"a\"}\n{\"email\":\"b\"}\n")]
    [TestCase("{\"email\":\"a\"}\r\n{\"email\":\"b\"}\r\n")]
    [TestCase("\uFEFF{\"email\":\"a\"}\n\n  \n{\"email\":\"b\"}")]
    [TestCase("  {\"email\":\"a\"}  \n{\"email\":\"b\"}\t\n\n")]
    public async Task Lines_may_end_in_every_way(string body)
    {
        foreach (var chunk in Chunks)
            Assert.That((await NdjsonAsync<ExportedEvent>(body, chunk: chunk)).Select(read => read.Email), Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCase("nonsense")]
    [TestCase("[1]")]
    [TestCase("5")]
    [TestCase("null")]
    [TestCase("{'email':'x'}")]
    [TestCase("{\"email\":\"x\"} {}")]
    [TestCase("\0\0\0\0")]
    [TestCase("{\"campaignId\":1.5,\"email\":\"x@example.com\"}")]
    [TestCase("{\"city\":1e400,\"email\":\"x@example.com\"}")]
    [TestCase("{\"dataFields\":{\"total\":[-1e400]},\"email\":\"x@example.com\"}")]
    [TestCase("{\"campaignId\":123456789012345678901234567890}")]
    public async Task A_line_that_cannot_be_read_goes_to_the_handler_or_ends_the_read(string line)
    {
        var body = "{\"email\":\"a\"}\n\n" + line + "\r\n{\"email\":\"b\"}\n";
        var refused = new List<UnreadableExportRecord>();
        var read = await NdjsonAsync<ExportedEvent>(body, new ExportReadOptions { OnUnreadableRecord = refused.Add });
        var failure = await FailureAsync<UnreadableExportRecordException>(() => NdjsonAsync<ExportedEvent>(body));

        Assert.Multiple(() =>
        {
            Assert.That(read.Select(one => one.Email), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(refused.Select(one => (one.LineNumber, System.Text.Encoding.UTF8.GetString(one.Bytes))), Is.EqualTo(new[] { (3L, line) }));
            Assert.That(failure.Record.LineNumber, Is.EqualTo(3));
            Assert.That(failure.Record.Bytes, Is.EqualTo(refused[0].Bytes));
            Assert.That(failure.RecordsRead, Is.EqualTo(1));
            Assert.That(failure.ToString(), Does.Not.Contain("x@example.com").And.Not.Contain("nonsense"));
        });
    }

    [Test]
    public async Task Bytes_that_are_no_UTF8_are_not_turned_into_something_else()
    {
        byte[] body = [.. "{\"email\":\""u8, 0xff, .. "\"}\n{\"email\":\"b\"}\n"u8];
        var refused = new List<UnreadableExportRecord>();

        var read = await ListAsync(ExportReader.ReadNdjsonAsync<ExportedEvent>(new MemoryStream(body), new ExportReadOptions { OnUnreadableRecord = refused.Add }));

        Assert.That((read.Single().Email, refused.Single().Bytes), Is.EqualTo(("b", body[..13])));
    }

    [Test]
    public async Task A_record_that_is_too_large_ends_the_read()
    {
        var options = new ExportReadOptions { MaxRecordSize = 200_000, OnUnreadableRecord = _ => { } };
        var body = "{\"email\":\"a\"}\n{\"email\":\"" + new string('x', 1_000_000);

        var failure = await FailureAsync<UnreadableExportRecordException>(() => NdjsonAsync<ExportedEvent>(body, options));

        Assert.That((failure.Record.LineNumber, failure.RecordsRead), Is.EqualTo((2L, 1L)));
    }

    [TestCase(1024, true)]
    [TestCase(1025, false)]
    public async Task A_record_may_have_as_many_bytes_as_are_allowed_and_no_more(int size, bool isRead)
    {
        var options = new ExportReadOptions { MaxRecordSize = 1024 };
        var record = "{\"email\":\"" + new string('x', size - 12) + "\"}";
        foreach (var body in new[] { record, record + "\n", record + "\r\n", record + "\r\n" + record + "\n" })
        {
            foreach (var chunk in Chunks)
            {
                if (isRead)
                    Assert.That((await NdjsonAsync<ExportedEvent>(body, options, chunk))[0].Email, Has.Length.EqualTo(size - 12));
                else
                    Assert.That((await FailureAsync<UnreadableExportRecordException>(() => NdjsonAsync<ExportedEvent>(body, options, chunk))).Record.Bytes, Has.Length.EqualTo(1024));
            }
        }
    }

    [Test]
    public async Task A_byte_order_mark_is_one_at_the_start_only()
    {
        foreach (var chunk in Chunks)
        {
            var refused = new List<UnreadableExportRecord>();
            var read = await NdjsonAsync<ExportedEvent>("\uFEFF{\"email\":\"a\"}\n\uFEFF{\"email\":\"b\"}\n", new ExportReadOptions { OnUnreadableRecord = refused.Add }, chunk);
            Assert.That((read.Single().Email, refused.Single().LineNumber), Is.EqualTo(("a", 2L)));
        }
    }

    [TestCase("{\"events\":[{\"email\":\"a\"},{\"email\":\"b\"}],\"email\":\"ada@example.com\"}\n{\"email\":\"grace@example.com\"}\n")]
    [TestCase("{\"events\":[],\"email\":\"ada@example.com\"}\n{\"email\":\"grace@example.com\"}\n")]
    public async Task A_record_that_begins_with_a_list_of_events_is_one_record(string body)
    {
        foreach (var chunk in Chunks)
            Assert.That((await NdjsonAsync<ExportedEvent>(body, chunk: chunk)).Select(read => read.Email), Is.EqualTo(new[] { "ada@example.com", "grace@example.com" }));
    }

    [Test]
    public async Task A_long_record_within_the_limit_is_read()
    {
        var text = new string('x', 1_000_000);

        Assert.That((await NdjsonAsync<ExportedEvent>($$"""{"email":"{{text}}"}""" + "\n", chunk: 65536)).Single().Email, Is.EqualTo(text));
    }

    [Test]
    public async Task Half_a_surrogate_pair_becomes_the_character_for_that()
    {
        var read = (await NdjsonAsync<ExportedEvent>("{\"email\":\"\\ud83d\",\"dataFields\":{\"x\":\"\\ud83d!\"}}\n")).Single();

        Assert.That((read.Email, (string)read.DataFields!["x"]!), Is.EqualTo(("\uFFFD", "\uFFFD!")));
    }

    [TestCase("""{"\ud83d":1,"campaignId":{"a":1},"dataFields":{"x":1},"email":"ada"}""")]
    [TestCase("""{"email":"ada","dataFields":{"x":1},"campaignId":{"a":1},"\ud83d":1}""")]
    [TestCase("""{"\ud83d":1,"DataFields":{"x":1},"campaignId":{"\udc00":2,"a":1},"Email":"ada"}""")]
    public async Task Half_a_surrogate_pair_in_a_name_costs_no_record(string line)
    {
        var read = (await NdjsonAsync<ExportedEvent>(line + "\n")).Single();

        Assert.Multiple(() =>
        {
            Assert.That((read.Email, (int?)read.DataFields?["x"], (int?)read.AdditionalProperties["campaignId"]["a"]), Is.EqualTo(("ada", 1, 1)));
            Assert.That((int?)read.AdditionalProperties["\uFFFD"], Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Progress_tells_records_and_bytes()
    {
        var told = new List<(long, long)>();
        var body = string.Concat(Enumerable.Repeat("{\"email\":\"" + new string('a', 1000) + "\"}\n", 4000));
        await NdjsonAsync<ExportedEvent>(body, new ExportReadOptions { Progress = new Told(told) });

        Assert.Multiple(() =>
        {
            Assert.That(told, Has.Count.InRange(3, 6));
            Assert.That(told[^1], Is.EqualTo((4000L, (long)body.Length)));
            Assert.That(told, Is.Ordered);
        });
    }

    public enum OpenKind
    {
        First,
        Second,
    }

    public sealed class Open
    {
        public string? Email { get; set; }

        [JsonProperty("when")]
        public DateTimeOffset At { get; set; }

        public int N { get; set; }

        public decimal? Price { get; set; }

        public OpenKind Kind { get; set; }

        public IList<string> Tags { get; set; } = new List<string> { "kept" };

        public Inner? Nested { get; set; }

        [JsonIgnore]
        public string? Hidden { get; set; }

        [JsonExtensionData]
        public IDictionary<string, JToken>? Rest { get; set; }
    }

    public sealed class Inner
    {
        public string? Name { get; set; }
    }

    public sealed class Immutable(string email, int count)
    {
        public string Email { get; } = email;

        public int Count { get; } = count;
    }

    [JsonConverter(typeof(ToNothing))]
    public sealed class Vanishing;

    private sealed class ToNothing : JsonConverter
    {
        public override bool CanConvert(Type objectType) => true;

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
        {
            reader.Skip();
            return null;
        }

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();
    }

    private sealed class Told(List<(long, long)> told) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => told.Add((value.Records, value.Bytes));
    }
}
