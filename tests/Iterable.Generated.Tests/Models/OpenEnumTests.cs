using System.ComponentModel;
using System.Reflection;
using Iterable.Generated.Tests.Conventions;

namespace Iterable.Generated.Tests.Models;

public class OpenEnumTests
{
    [Test]
    public void It_equals_by_its_text() => Assert.Multiple(() =>
    {
        Assert.That(new Color("Red"), Is.EqualTo(Color.Red));
        Assert.That(new Color("red"), Is.Not.EqualTo(Color.Red));
        Assert.That(new Color("Red").GetHashCode(), Is.EqualTo(Color.Red.GetHashCode()));
        Assert.That((Color)"Red" == Color.Red, Is.True);
        Assert.That(Color.LightBlue.ToString(), Is.EqualTo("light-blue"));
    });

    [Test]
    public void The_default_is_the_empty_text() => Assert.Multiple(() =>
    {
        Assert.That(default(Color), Is.EqualTo(new Color("")));
        Assert.That(default(Color).GetHashCode(), Is.EqualTo(new Color("").GetHashCode()));
        Assert.That(default(Color).Value, Is.Empty);
        Assert.That(default(Color).ToString(), Is.Empty);
    });

    [Test]
    public void It_cannot_be_made_from_null()
    {
        Assert.Throws<ArgumentNullException>(() => _ = new Color(null!));
        Assert.Throws<ArgumentNullException>(() => _ = (Color)(string)null!);
    }

    [Test]
    public void A_null_text_stays_null_where_that_can_be()
    {
        string? none = null;
        Color? color = none;
        var widget = new Widget { Color = none };

        Assert.That(color, Is.Null);
        Assert.That(widget.Color.HasValue, Is.False);
    }

    [TestCase("emailOpen", ExpectedResult = "opened")]
    [TestCase("somethingNew", ExpectedResult = "other")]
    public string It_serves_in_a_switch(string text)
    {
        ExportDataType type = text;

        return type.Value switch
        {
            ExportDataType.Values.EmailOpen => "opened",
            ExportDataType.Values.EmailSend => "sent",
            _ => "other",
        };
    }

    [TestCaseSource(nameof(OpenEnums))]
    public void Each_value_has_its_constant(Type type) =>
        Assert.That(
            type.GetNestedType("Values")!.GetFields().Select(field => $"{field.Name} {field.GetRawConstantValue()}"),
            Is.EqualTo(type.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => $"{property.Name} {property.GetValue(null)}")));

    private static IReadOnlyList<Type> OpenEnums() => PublicApi.OpenEnums;

    [Test]
    public async Task It_is_read_in_every_position_known_or_not()
    {
        using var api = new FakeApi().Answers("""{"color":"brand-new","colors":["Red","brand-new",null,7],"stock":{"light-blue":1,"brand-new":2}}""");

        var widget = await api.Widgets.FindAsync();

        Assert.Multiple(() =>
        {
            Assert.That(widget.Color, Is.EqualTo(new Color("brand-new")));
            Assert.That(widget.Colors, Is.EqualTo(new[] { Color.Red, "brand-new", default, "7" }));
            Assert.That(widget.Stock, Is.EquivalentTo(new Dictionary<Color, long> { [Color.LightBlue] = 1, ["brand-new"] = 2 }));
        });
    }

    [TestCase("null", null)]
    [TestCase("\"\"", "")]
    [TestCase("3", "3")]
    [TestCase("true", "true")]
    [TestCase("{\"a\":1}", "{\"a\":1}")]
    public async Task Nothing_in_its_place_is_refused(string json, string? expected)
    {
        using var api = new FakeApi().Answers($$"""{"color":{{json}} }""");

        var color = (await api.Widgets.FindAsync()).Color;

        Assert.That(color?.Value, Is.EqualTo(expected));
    }

    [Test]
    public async Task It_is_written_in_every_position()
    {
        using var api = new FakeApi();

        await api.Widgets.PutAsync(new Widget
        {
            Name = "bolt",
            Color = "mauve",
            Colors = [Color.Red, Color.LightBlue],
            Stock = new Dictionary<Color, long> { [Color.LightBlue] = 1, ["mauve"] = 2 },
        });

        Assert.That(api.Body, Is.EqualTo("""{"name":"bolt","color":"mauve","colors":["Red","light-blue"],"stock":{"light-blue":1,"mauve":2}}"""));
    }

    [Test]
    public void One_without_a_text_is_a_null_to_every_serializer() => Assert.Multiple(() =>
    {
        Assert.That(JsonConvert.SerializeObject(new[] { default, Color.Red }), Is.EqualTo("""[null,"Red"]"""));
        Assert.That(System.Text.Json.JsonSerializer.Serialize(new[] { default, SubscriptionGroup.MessageChannel }), Is.EqualTo("""[null,"messageChannel"]"""));
        Assert.That(new Widget { Colors = [default, Color.Red] }.ToJson(), Is.EqualTo("""{"colors":[null,"Red"]}"""));
        Assert.That(JsonConvert.DeserializeObject<Color[]>("[null]"), Is.EqualTo(new Color[] { default }));
    });

    [Test]
    public void It_converts_from_and_to_text_for_configuration()
    {
        var converter = TypeDescriptor.GetConverter(typeof(Color));

        Assert.Multiple(() =>
        {
            Assert.That(converter.ConvertFromInvariantString("Red"), Is.EqualTo(Color.Red));
            Assert.That(converter.ConvertToInvariantString(Color.LightBlue), Is.EqualTo("light-blue"));
            Assert.That(converter.CanConvertFrom(typeof(int)), Is.False);
        });
    }

    private static IEnumerable<Type> Generated() => typeof(IterableClient).Assembly.GetTypes()
        .Where(type => type.IsValueType && typeof(IOpenEnum).IsAssignableFrom(type));

    [TestCaseSource(nameof(Generated))]
    public void A_generated_one_keeps_any_text(Type type)
    {
        var value = (IOpenEnum)Activator.CreateInstance(type, "brand-new")!;

        Assert.Multiple(() =>
        {
            Assert.That(value.Value, Is.EqualTo("brand-new"));
            Assert.That(Activator.CreateInstance(type), Is.EqualTo(Activator.CreateInstance(type, "")));
            Assert.That(JsonConvert.DeserializeObject(JsonConvert.SerializeObject(value), type), Is.EqualTo(value));
            Assert.That(TypeDescriptor.GetConverter(type).ConvertFromInvariantString("brand-new"), Is.EqualTo(value));
        });
    }
}
