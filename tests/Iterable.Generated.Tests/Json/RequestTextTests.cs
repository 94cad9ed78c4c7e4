using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Iterable.Generated.Tests.Json;

/// <summary>Requests are written byte for byte as Newtonsoft.Json's own writer would write them, where this package does not want it otherwise.</summary>
public class RequestTextTests
{
    private static readonly Gen<object?> Values = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(object? (text) => text),
        Gen.Elements("\"", "\\", "\b\f\n\r\t", "\0\u001f", "\u007f\u0085\u2028\u2029", "é😀", "\ud800", "'</script>", new string('x', 5000) + "\"").Select(object? (text) => text),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(object? (number) => (double)number),
        Gen.Elements(0d, -0d, 1d, 1e15, 1e16, 1e-7, double.MaxValue, double.Epsilon, 1249.5).Select(object? (number) => number),
        Gen.Elements(0f, 1.5f, 1e10f, float.MaxValue).Select(object? (number) => number),
        ArbMap.Default.GeneratorFor<decimal>().Select(object? (number) => number),
        Gen.Elements(1m, 1.0m, 1.50m, decimal.MaxValue).Select(object? (number) => number),
        ArbMap.Default.GeneratorFor<long>().Select(object? (number) => number),
        Gen.Elements<object?>(long.MinValue, ulong.MaxValue, uint.MaxValue, (byte)7, (short)-7, (sbyte)-7, (ushort)7, true, false, null, 'x', BigInteger.Pow(10, 40)),
        Gen.Elements<object?>(Guid.Empty, TimeSpan.FromMinutes(90), new Uri("https://example.com/a b"), new byte[] { 1, 2, 3 }));

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
    public void Tokens_are_written_as_objects_are() =>
        Prop.ForAll(Things.ToArbitrary(), thing =>
        {
            var token = JToken.FromObject(thing!);
            Assert.That(Written(token), Is.EqualTo(Usual(token)));
        }).Check(Properties.Cases(100));

    private static string Written(object? thing)
    {
        using var text = new PooledUtf8();
        using (var writer = new RequestJsonWriter(text))
            JsonSerializer.CreateDefault().Serialize(writer, thing);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static string Usual(object? thing)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
            JsonSerializer.CreateDefault().Serialize(writer, thing);
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
