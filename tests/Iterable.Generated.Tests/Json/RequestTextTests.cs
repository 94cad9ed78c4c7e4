using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated.Tests.Json;

/// <summary>Requests are written byte for byte as Newtonsoft.Json's own writer would write them, where this package does not want it otherwise.</summary>
public class RequestTextTests
{
    private static readonly Gen<object?> Values = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(object? (text) => text),
        Gen.Elements("\"", "\\", "\b\f\n\r\t", "\0\u001f", "\u007f\u0085\u2028\u2029", "é😀", "\ud800", "'</script>", new string('x', 5000) + "\"").Select(object? (text) => text),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(object? (number) => (double)number),
        Gen.Choose(-2_000_000, 2_000_000).Zip(Gen.Elements(1d, 10d, 100d, 1e3, 1e4, 1e5, 1e-6), object? (number, scale) => number / scale),
        Gen.Elements(0.1 + 0.2, 0.0001, 0.00001, -0.5, 99_999_999_999.9999, 123_456_789_012.25, Math.PI, double.NegativeZero).Select(object? (number) => number),
        Gen.Elements(0d, -0d, 1d, 1e15, 1e16, 1e-7, double.MaxValue, double.Epsilon, 1249.5).Select(object? (number) => number),
        Gen.Elements(0f, 1.5f, 1e10f, float.MaxValue).Select(object? (number) => number),
        ArbMap.Default.GeneratorFor<decimal>().Select(object? (number) => number),
        Gen.Elements(1m, 1.0m, 1.50m, decimal.MaxValue).Select(object? (number) => number),
        ArbMap.Default.GeneratorFor<long>().Select(object? (number) => number),
        Gen.Elements<object?>(long.MinValue, ulong.MaxValue, uint.MaxValue, (byte)7, (short)-7, (sbyte)-7, (ushort)7, true, false, null, 'x', BigInteger.Pow(10, 40)),
        Gen.Elements<object?>(Guid.Empty, TimeSpan.FromMinutes(90), new Uri("https://example.com/a b"), new byte[] { 1, 2, 3 }));

    private static readonly JsonSerializerSettings General = new() { ContractResolver = new GeneralResolver(), NullValueHandling = NullValueHandling.Ignore, Converters = { new FreeFormDates() } };

    private static readonly Gen<object?> Things = Values.ArrayOf().Two().Select(object? (both) =>
    {
        var inner = new Dictionary<string, object?>();
        foreach (var value in both.Item1)
            inner[$"\"{inner.Count}é"] = value;
        return new Dictionary<string, object?> { ["list"] = both.Item2, ["empty"] = Array.Empty<object>(), ["none"] = new Dictionary<string, object?>(), ["inner"] = inner, ["raw"] = new JRaw("{\"a\": 1}") };
    });

    [Test]
    public void They_are_the_bytes_of_the_usual_writer() =>
        Prop.ForAll(Things.ToArbitrary(), thing => Assert.That(Written(thing), Is.EqualTo(Usual(thing)))).Check(Properties.Cases(300));

    [Test]
    public void Trees_of_tokens_are_the_bytes_of_the_usual_writer() =>
        Prop.ForAll(Trees(4).ToArbitrary(), tree => Assert.That(Written(writer => writer.WriteTree(tree)), Is.EqualTo(Usual(tree)))).Check(Properties.Cases(500));

    [Test]
    public void A_tree_deeper_than_any_other_is_written_whole()
    {
        var deep = Enumerable.Range(0, 500).Aggregate((JToken)"end", (inner, level) => level % 2 == 0 ? new JObject { ["in"] = inner, ["level"] = level } : new JArray(inner, level));

        Assert.That(Written(writer => writer.WriteTree(deep)), Is.EqualTo(Usual(deep)));
    }

    [Test]
    public void A_token_that_writes_itself_in_a_way_of_its_own_is_asked_to() =>
        Assert.That(
            Written(writer => writer.WriteTree(new JObject { ["one"] = new Shouting { ["a"] = 1 }, ["two"] = new ShoutingArray(1, 2), ["three"] = new ShoutingValue("c") })),
            Is.EqualTo("""{"one":"OBJECT","two":"ARRAY","three":"VALUE"}"""));

    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void A_number_that_is_none_is_refused_wherever_it_stands(double number) =>
        Assert.That(() => Written(writer => writer.WriteTree(new JObject { ["list"] = new JArray(1, number) })), Throws.TypeOf<InvalidModelException>());

    [Test]
    public void Times_have_the_form_that_the_service_takes_for_a_date() =>
        Assert.That(
            Written(writer => writer.WriteTree(new JArray(new DateTimeOffset(2026, 1, 5, 10, 30, 0, 123, TimeSpan.FromHours(2)), new DateTime(2026, 1, 5, 10, 30, 0, DateTimeKind.Utc)))),
            Is.EqualTo("""["2026-01-05T10:30:00.123+02:00","2026-01-05T10:30:00.000+00:00"]"""));

    [TestCaseSource(typeof(SystemTextJsonTests), nameof(SystemTextJsonTests.Models))]
    public void A_model_is_written_as_the_general_serializer_would(Type type, JObject sample)
    {
        var model = (IterableModel)JsonConvert.DeserializeObject(sample.ToString(Formatting.None), type)!;
        model.AdditionalProperties["more"] = new JArray(1, null!, "é");

        Assert.That(model.ToJson(), Is.EqualTo(Written(writer => JsonSerializer.Create(General).Serialize(writer, model))));
    }

    [Test]
    public void A_model_that_contains_itself_is_refused()
    {
        var field = new CatalogFieldDefinition("name", CatalogFieldType.String);
        field.Children.Add(field);

        Assert.That(() => field.ToJson(), Throws.TypeOf<JsonSerializationException>());
    }

    [Test]
    public void Tokens_are_written_as_objects_are() =>
        Prop.ForAll(Things.ToArbitrary(), thing =>
        {
            var token = JToken.FromObject(thing!);
            Assert.That(Written(token), Is.EqualTo(Usual(token)));
        }).Check(Properties.Cases(100));

    // Also what JSON does not have but a token can hold: it is written as Newtonsoft.Json writes it.
    private static Gen<JToken> Trees(int depth)
    {
        var leaves = Gen.OneOf(
            Values.Select(JToken (value) => new JValue(value is char letter ? letter.ToString() : value)),
            Gen.Elements<JToken>(JValue.CreateNull(), JValue.CreateString(null), new JValue((object)7), new JValue((Guid?)null), new JRaw("{\"a\": [1, 2]}"), new JRaw(12L)));
        if (depth == 0)
            return leaves;

        return Gen.Frequency(
            (3, leaves),
            (2, Trees(depth - 1).ListOf().Select(JToken (items) => new JArray(items))),
            (3, Trees(depth - 1).ListOf().Select(JToken (items) => new JObject(items.Select((item, i) => new JProperty(i % 3 == 0 ? $"\"{i}é\n" : $"name{i}", item))))));
    }

    private static string Written(object? thing) => Written(writer => JsonSerializer.CreateDefault().Serialize(writer, thing));

    private static string Written(Action<RequestJsonWriter> write)
    {
        using var text = new PooledUtf8();
        using (var writer = new RequestJsonWriter(text))
            write(writer);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static string Usual(object? thing)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
            JsonSerializer.CreateDefault().Serialize(writer, thing);
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The contracts of requests, without what writes models and tokens in our own way.</summary>
    private sealed class GeneralResolver : IContractResolver
    {
        private readonly RequestContractResolver _own = new(isComplete: false);

        public JsonContract ResolveContract(Type type)
        {
            var contract = _own.ResolveContract(type);
            if (contract.Converter is RequestConverter)
                contract.Converter = null;
            return contract;
        }
    }

    private sealed class Shouting : JObject
    {
        public override void WriteTo(JsonWriter writer, params JsonConverter[] converters) => writer.WriteValue("OBJECT");
    }

    private sealed class ShoutingArray(params object[] content) : JArray(content)
    {
        public override void WriteTo(JsonWriter writer, params JsonConverter[] converters) => writer.WriteValue("ARRAY");
    }

    private sealed class ShoutingValue(string text) : JValue(text)
    {
        public override void WriteTo(JsonWriter writer, params JsonConverter[] converters) => writer.WriteValue("VALUE");
    }
}
