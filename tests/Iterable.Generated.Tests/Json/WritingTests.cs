namespace Iterable.Generated.Tests.Json;

public class WritingTests
{
    [Test]
    public void What_is_null_is_left_out() =>
        Assert.That(Written(new Widget { Name = "bolt" }), Is.EqualTo("""{"name":"bolt"}"""));

    [Test]
    public void What_is_empty_is_sent() => Assert.That(
        Written(new Widget { Name = "", Labels = [], Parts = [], DataFields = [], Texts = new Dictionary<string, string>() }),
        Is.EqualTo("""{"name":"","labels":[],"texts":{},"dataFields":{},"parts":[]}"""));

    [Test]
    public void What_is_zero_or_false_is_sent() => Assert.That(
        Written(new Widget { Name = "bolt", Size = 0, Price = 0.5m, InStock = false }),
        Is.EqualTo("""{"name":"bolt","size":0,"price":0.5,"inStock":false}"""));

    [Test]
    public void A_null_inside_free_form_data_is_sent() => Assert.That(
        Written(new Widget { Name = "bolt", DataFields = new JObject { ["city"] = null } }),
        Is.EqualTo("""{"name":"bolt","dataFields":{"city":null}}"""));

    [Test]
    public void Members_nobody_declared_are_sent() => Assert.That(
        Written(new Widget { Name = "bolt", AdditionalProperties = { ["updateOnly"] = true, ["more"] = new JObject { ["at"] = "2024-01-15T10:30:00Z" } } }),
        Is.EqualTo("""{"name":"bolt","updateOnly":true,"more":{"at":"2024-01-15T10:30:00Z"}}"""));

    [Test]
    public void A_null_is_sent_on_purpose_through_the_additional_properties() => Assert.That(
        Written(new Widget { Name = "bolt", AdditionalProperties = { ["note"] = JValue.CreateNull() } }),
        Is.EqualTo("""{"name":"bolt","note":null}"""));

    [Test]
    public void A_member_is_not_sent_twice()
    {
        var widget = new Widget { Name = "bolt", Note = "ada@example.com", AdditionalProperties = { ["note"] = "secret" } };

        var error = Assert.Throws<ArgumentException>(() => Written(widget))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Message, Does.Contain("putWidget").And.Contain("AdditionalProperties of a Widget holds note,"));
            Assert.That(error.ToString(), Does.Not.Contain("secret").And.Not.Contain("ada@"));
        });
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void A_number_that_is_not_finite_stops_the_call(double number)
    {
        foreach (var widget in new Widget[]
        {
            new() { Name = "bolt", Weight = number },
            new() { Name = "bolt", DataFields = new JObject { ["ada@example.com"] = new JArray(number) } },
            new() { Name = "bolt", DataFields = JObject.FromObject(new { total = (float)number }) },
            new() { Name = "bolt", AdditionalProperties = { ["total"] = number } },
        })
        {
            var error = Assert.Throws<ArgumentException>(() => Written(widget))!;
            Assert.That(error.Message, Does.Contain("putWidget").And.Contain("not finite").And.Not.Contain("ada@"));
        }
    }

    [Test]
    public async Task What_was_read_is_written_as_it_came()
    {
        const string Json = """{"name":"bolt","color":"pink","dataFields":{"when":"2024-01-15T10:30:00.1234567+02:00","n":null},"new":["2024-01-15T10:30:00Z",1.5]}""";
        using var api = new FakeApi().Answers(Json);

        await api.Widgets.PutAsync(await api.Widgets.FindAsync());

        Assert.That(api.Bodies[1], Is.EqualTo(Json));
    }

    [TestCase("1.50", "1.5")]
    [TestCase("1e2", "100.0")]
    [TestCase("0.1234567890123456789012345678", "0.1234567890123456789012345678")]
    [TestCase("123456789012345678901234567890", "123456789012345678901234567890")]
    public void An_undeclared_number_keeps_its_value_and_not_its_form(string read, string written) =>
        Assert.That(IterableModel.FromJson<Widget>($$"""{"new":{{read}}}""").ToJson(), Is.EqualTo($$"""{"new":{{written}}}"""));

    [Test]
    public void Dates_in_free_form_data_have_three_digits_after_the_second_and_an_offset()
    {
        var ticks = TimeSpan.FromTicks(1234567);
        var data = new JObject
        {
            ["offset"] = new DateTimeOffset(2024, 1, 15, 10, 30, 0, TimeSpan.FromHours(-5)) + ticks,
            ["utc"] = new DateTime(2024, 1, 15, 10, 30, 0, DateTimeKind.Utc) + ticks,
            ["zoneless"] = new DateTime(2024, 1, 15, 10, 30, 0, DateTimeKind.Unspecified),
            ["list"] = new JArray(new DateTimeOffset(2024, 1, 15, 10, 30, 0, TimeSpan.Zero)),
        };

        Assert.That(
            Written(new Widget { Name = "bolt", DataFields = data, AdditionalProperties = { ["at"] = data["utc"]! } }),
            Is.EqualTo("""{"name":"bolt","dataFields":{"offset":"2024-01-15T10:30:00.123-05:00","utc":"2024-01-15T10:30:00.123+00:00","zoneless":"2024-01-15T10:30:00.000+00:00","list":["2024-01-15T10:30:00.000+00:00"]},"at":"2024-01-15T10:30:00.123+00:00"}"""));
    }

    [Test]
    public void A_local_date_in_free_form_data_keeps_its_instant()
    {
        var local = new DateTime(2024, 1, 15, 10, 30, 0, DateTimeKind.Local);

        var written = (string)JObject.Parse(Written(new Widget { Name = "bolt", DataFields = new JObject { ["at"] = local } }))["dataFields"]!.First!.First!.ToString(Formatting.None).Trim('"');

        Assert.That(DateTimeOffset.Parse(written, System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(new DateTimeOffset(local)));
    }

    [Test]
    public void Text_is_sent_as_utf8_without_a_mark_in_front()
    {
        var bytes = IterableJson.Serialize(new Widget { Name = "😀" }, WidgetsClient.Put);

        Assert.That(bytes.ToArray(), Is.EqualTo("""{"name":"😀"}"""u8.ToArray()));
    }

    [Test]
    public void A_large_body_is_written_whole()
    {
        var labels = Enumerable.Range(0, 20_000).Select(i => $"label {i}").ToList();

        var written = JObject.Parse(Written(new Widget { Name = "bolt", Labels = labels }));

        Assert.That(written["labels"]!.Values<string>(), Is.EqualTo(labels));
    }

    private static string Written(Widget widget) => System.Text.Encoding.UTF8.GetString(IterableJson.Serialize(widget, WidgetsClient.Put));
}
