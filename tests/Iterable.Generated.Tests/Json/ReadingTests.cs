namespace Iterable.Generated.Tests.Json;

public class ReadingTests
{
    [Test]
    public async Task Every_member_can_be_null()
    {
        var widget = await ReadAsync("""
            {"name":null,"size":null,"price":null,"weight":null,"inStock":null,"color":null,"colors":null,"stock":null,"note":null,
             "labels":null,"texts":null,"dataFields":null,"madeAt":null,"parts":null}
            """);

        Assert.That(typeof(Widget).GetProperties().Where(p => p.Name != "AdditionalProperties").Select(p => p.GetValue(widget)), Is.All.Null);
    }

    [Test]
    public async Task Every_member_can_be_missing()
    {
        var widget = await ReadAsync("{}");

        Assert.Multiple(() =>
        {
            Assert.That(widget.Name, Is.Null);
            Assert.That(widget.Parts, Is.Null);
            Assert.That(widget.AdditionalProperties, Is.Empty);
        });
    }

    [Test]
    public async Task Numbers_and_truth_values_can_come_as_text()
    {
        var widget = await ReadAsync("""{"size":"1674142638148","price":"19.99","weight":"0.5","inStock":"true"}""");

        Assert.Multiple(() =>
        {
            Assert.That(widget.Size, Is.EqualTo(1674142638148));
            Assert.That(widget.Price, Is.EqualTo(19.99m));
            Assert.That(widget.Weight, Is.EqualTo(0.5));
            Assert.That(widget.InStock, Is.True);
        });
    }

    [Test]
    public async Task Numbers_can_come_as_empty_text()
    {
        var widget = await ReadAsync("""{"size":"","price":"","inStock":""}""");

        Assert.Multiple(() =>
        {
            Assert.That(widget.Size, Is.Null);
            Assert.That(widget.Price, Is.Null);
            Assert.That(widget.InStock, Is.Null);
        });
    }

    [TestCase("12", "12")]
    [TestCase("-1.5", "-1.5")]
    [TestCase("9007199254740993", "9007199254740993")]
    [TestCase("123456789012345678901234567890", "123456789012345678901234567890")]
    [TestCase("true", "true")]
    [TestCase("\"2024-01-15T10:30:00Z\"", "2024-01-15T10:30:00Z")]
    [TestCase("{\"a\" : [1, null]}", "{\"a\":[1,null]}")]
    [TestCase("[\"x\", \"2024-01-15T10:30:00+02:00\"]", "[\"x\",\"2024-01-15T10:30:00+02:00\"]")]
    public async Task Whatever_stands_where_a_text_should_becomes_text(string json, string expected)
    {
        var widget = await ReadAsync($$$"""{"note":{{{json}}},"labels":[{{{json}}}],"texts":{"k":{{{json}}}}}""");

        Assert.Multiple(() =>
        {
            Assert.That(widget.Note, Is.EqualTo(expected));
            Assert.That(widget.Labels, Is.EqualTo(new[] { expected }));
            Assert.That(widget.Texts!["k"], Is.EqualTo(expected));
        });
    }

    [Test]
    public async Task Unknown_members_are_kept_as_they_came()
    {
        var widget = await ReadAsync("""{"name":"bolt","added":"2024-01-15T10:30:00Z","nested":{"$type":"x","n":1.10,"none":null},"none":null}""");

        Assert.Multiple(() =>
        {
            Assert.That(widget.AdditionalProperties.Keys, Is.EqualTo(new[] { "added", "nested", "none" }));
            Assert.That(widget.AdditionalProperties["added"].Type, Is.EqualTo(JTokenType.String));
            Assert.That((string?)widget.AdditionalProperties["added"], Is.EqualTo("2024-01-15T10:30:00Z"));
            Assert.That(widget.AdditionalProperties["nested"].ToString(Formatting.None), Is.EqualTo("""{"$type":"x","n":1.1,"none":null}"""));
        });
    }

    [Test]
    public async Task Free_form_data_is_not_interpreted()
    {
        var widget = await ReadAsync("""{"dataFields":{"when":"2024-01-15T10:30:00+02:00","ms":"/Date(1)/","$id":"7","$ref":"8","itblInternal.emailDomain":"x"}}""");

        Assert.That(
            widget.DataFields!.ToString(Formatting.None),
            Is.EqualTo("""{"when":"2024-01-15T10:30:00+02:00","ms":"/Date(1)/","$id":"7","$ref":"8","itblInternal.emailDomain":"x"}"""));
    }

    [Test]
    public async Task Free_form_data_can_come_as_the_text_of_its_json()
    {
        var widget = await ReadAsync("""{"dataFields":"{\"when\":\"2024-01-15T10:30:00Z\"}"}""");

        Assert.That(widget.DataFields!.ToString(Formatting.None), Is.EqualTo("""{"when":"2024-01-15T10:30:00Z"}"""));
    }

    [Test]
    public async Task Deep_data_is_read()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);

        Assert.That((await ReadAsync($$"""{"dataFields":{{deep}} }""")).DataFields, Is.Not.Null);
    }

    [Test]
    public async Task Settings_of_the_application_have_no_effect()
    {
        var before = JsonConvert.DefaultSettings;
        try
        {
            JsonConvert.DefaultSettings = () => new JsonSerializerSettings
            {
                DateParseHandling = DateParseHandling.DateTime,
                MissingMemberHandling = MissingMemberHandling.Error,
                NullValueHandling = NullValueHandling.Include,
                Formatting = Formatting.Indented,
            };
            using var api = new FakeApi().Answers("""{"added":"2024-01-15T10:30:00Z"}""");

            var widget = await api.Widgets.PutAsync(new Widget { Name = "bolt" });

            Assert.Multiple(() =>
            {
                Assert.That(widget.AdditionalProperties["added"].Type, Is.EqualTo(JTokenType.String));
                Assert.That(api.Body, Is.EqualTo("""{"name":"bolt"}"""));
            });
        }
        finally
        {
            JsonConvert.DefaultSettings = before;
        }
    }

    [TestCase("<html>ada@example.com</html>", 1)]
    [TestCase("ada@example.com", 1)]
    [TestCase("{\"name\":\"ada@example.com\"", 1)]
    [TestCase("[\"ada@example.com\"]", 1)]
    [TestCase("\"ada@example.com\"", 1)]
    [TestCase("{} ada@example.com", 1)]
    [TestCase("{}{}ada@example.com", 1)]
    [TestCase("{\"price\":1e400,\"note\":\"ada@example.com\"}", 1)]
    [TestCase("{\"parts\":{\"ada@example.com\":1}}", 1)]
    [TestCase("{\"parts\":\"ada@example.com\"}", 1)]
    [TestCase("{\"size\":123456789012345678901234567890,\"note\":\"ada@example.com\"}", 1)]
    [TestCase("{\"name\":\"ada@example.com\",\n\"size\":1.5}", 2)]
    [TestCase("{\"name\":\"ada@example.com\",\n\n\"madeAt\":1e30}", 3)]
    [TestCase("{\"stock\":{\"ada@example.com\":1.5}}", 1)]
    [TestCase("{\"parts\":[{\"count\":1.5,\"note\":\"ada@example.com\"}]}", 1)]
    [TestCase("{\"note\":\"ada@example.com\"}\0", 1)]
    [TestCase("\0\0\0\0", 1)]
    [TestCase("{\"weight\":NaN,\"note\":\"ada@example.com\"}", 1)]
    [TestCase("{\"dataFields\":{\"n\":1e400},\"note\":\"ada@example.com\"}", 1)]
    [TestCase("{\"size\":1e30,\"note\":\"ada@example.com\"}", 1)]
    public async Task An_unreadable_answer_names_the_place_and_not_the_value(string body, int line)
    {
        using var api = new FakeApi().Answers(body);

        var error = await api.Widgets.FindAsync().FailureAsync();

        Assert.Multiple(() =>
        {
            Assert.That(error.Message, Does.Contain("findWidgets (GET /widgets)").And.Contain("HTTP 200").And.Contain($"line {line}, position "));
            Assert.That(error.ToString(), Does.Not.Contain("ada@"));
            Assert.That(error.InnerException, Is.Null);
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(error.ResponseBody, Is.EqualTo(body));
            Assert.That(error.Operation, Is.SameAs(WidgetsClient.Find));
        });
    }

    private static async Task<Widget> ReadAsync(string json)
    {
        using var api = new FakeApi().Answers(json);
        return await api.Widgets.FindAsync();
    }
}
