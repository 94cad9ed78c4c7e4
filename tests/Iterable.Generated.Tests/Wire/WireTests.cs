using System.Globalization;
using System.Text;

namespace Iterable.Generated.Tests.Wire;

/// <summary>Every operation of the specifications, on the wire: what is sent, and how the answer is read.</summary>
[TestFixture]
public sealed class WireTests
{
    private static IEnumerable<TestCaseData> Operations(string suffix) =>
        SpecDocument.Operations.Select(o => new TestCaseData(o).SetArgDisplayNames(o.Id + suffix));

    private static IEnumerable<TestCaseData> AllOperations() => Operations("");

    private static IEnumerable<TestCaseData> JsonOperations() =>
        SpecDocument.Operations.Where(o => !o.IsStream && o.ResponseSchema is not null).Select(o => new TestCaseData(o).SetArgDisplayNames(o.Id));

    private static IEnumerable<TestCaseData> TextOperations() =>
        SpecDocument.Operations.Where(o => o.TextMediaType is not null).Select(o => new TestCaseData(o).SetArgDisplayNames(o.Id));

    private static IEnumerable<TestCaseData> StreamOperations() =>
        SpecDocument.Operations.Where(o => o.IsStream).Select(o => new TestCaseData(o).SetArgDisplayNames(o.Id));

    [TestCaseSource(nameof(AllOperations))]
    public async Task Sends_method_path_query_body_and_key(object operation)
    {
        var spec = (SpecOperation)operation;
        using var call = new WireCall(spec, Answer(spec));

        await call.SendAsync();

        Assert.That(call.Request!.Method.Method, Is.EqualTo(spec.Method));
        AssertAddress(spec, call, everyParameter: true);
        Assert.That(call.Request.Headers.GetValues("Api-Key"), Is.EqualTo(new[] { "the-key" }));
        AssertBody(spec, call, everyMember: true);
        if (spec.RequestSchema is not null)
            GraphAssert.Matches(spec.RequestSchema, call.Body(everyMember: true), call.SentModel, spec.Id);
    }

    [TestCaseSource(nameof(AllOperations))]
    public async Task Sends_nothing_that_was_not_given(object operation)
    {
        var spec = (SpecOperation)operation;
        using var call = new WireCall(spec, Answer(spec));

        await call.SendAsync(everyParameter: false);

        AssertAddress(spec, call, everyParameter: false);
        AssertBody(spec, call, everyMember: false);
    }

    [TestCaseSource(nameof(JsonOperations))]
    public async Task Reads_every_member_of_the_answer(object operation)
    {
        var spec = (SpecOperation)operation;
        var answer = Sample.For(spec.ResponseSchema!);
        using var call = new WireCall(spec, WireCall.JsonAnswer(answer));

        var result = await call.SendAsync();

        GraphAssert.Matches(spec.ResponseSchema!, answer, result, spec.Id);
    }

    [TestCaseSource(nameof(JsonOperations))]
    public async Task Reads_an_answer_in_which_every_member_is_null_that_can_be(object operation)
    {
        var spec = (SpecOperation)operation;
        var answer = NullMembers((JObject)Sample.For(spec.ResponseSchema!));
        foreach (var member in spec.Answer)
            answer[member] = Sample.For(spec.ResponseSchema!)[member];
        using var call = new WireCall(spec, WireCall.JsonAnswer(answer));

        Assert.That(await call.SendAsync(), Is.Not.Null);
    }

    [TestCaseSource(nameof(JsonOperations))]
    public async Task Keeps_members_and_values_it_does_not_know(object operation)
    {
        var spec = (SpecOperation)operation;
        var answer = (JObject)Sample.For(spec.ResponseSchema!);
        answer["addedLastWeek"] = new JObject { ["at"] = "2026-01-14T06:20:22.1234567Z" };
        using var call = new WireCall(spec, WireCall.JsonAnswer(answer));

        var result = (IterableModel)(await call.SendAsync())!;

        Assert.That(JToken.DeepEquals(result.AdditionalProperties["addedLastWeek"], answer["addedLastWeek"]), Is.True);
    }

    [TestCaseSource(nameof(StreamOperations))]
    public async Task Hands_out_a_body_that_is_not_JSON_as_bytes(object operation)
    {
        var spec = (SpecOperation)operation;
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "{\"half\": "u8, 0x0D, 0x0A, 0xFF];
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", spec.BinaryMediaTypes[0]);
        using var call = new WireCall(spec, content);

        using var result = (IterableStreamResponse)(await call.SendAsync())!;
        using var read = new MemoryStream();
        await result.Content.CopyToAsync(read);

        Assert.That(read.ToArray(), Is.EqualTo(bytes));
        Assert.That(result.ContentType, Is.EqualTo(spec.BinaryMediaTypes[0]));
    }

    [TestCaseSource(nameof(TextOperations))]
    public async Task Reads_an_answer_in_text_as_it_is(object operation)
    {
        var spec = (SpecOperation)operation;
        using var call = new WireCall(spec, new StringContent($"<p>{Sample.Text}</p>\n", Encoding.UTF8, spec.TextMediaType!));

        Assert.That(await call.SendAsync(), Is.EqualTo($"<p>{Sample.Text}</p>\n"));
    }

    [TestCase("12", ExpectedResult = 12)]
    [TestCase(" 5000000000\n", ExpectedResult = 5000000000)]
    public async Task<object?> Reads_a_number_that_stands_alone(string body)
    {
        using var call = new WireCall(SpecDocument.Operations.Single(o => o.IsNumber), new StringContent(body));

        return await call.SendAsync();
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("12 members")]
    public async Task Refuses_what_is_no_number(string body)
    {
        using var call = new WireCall(SpecDocument.Operations.Single(o => o.IsNumber), new StringContent(body));

        Assert.That((await call.SendAsync().FailureAsync()).ResponseBody, Is.EqualTo(body));
    }

    [Test]
    public void Covers_the_operations_of_the_specifications() =>
        Assert.That(SpecDocument.Operations.Select(operation => operation.Id), Is.EquivalentTo(IterableOperations.All.Select(operation => operation.Id)));

    private static HttpContent Answer(SpecOperation spec) => spec.IsStream
        ? new ByteArrayContent([])
        : spec.IsNumber ? new StringContent("7")
        : spec.TextMediaType is { } mediaType ? new StringContent("text", Encoding.UTF8, mediaType)
        : spec.ResponseSchema is { } schema ? WireCall.JsonAnswer(Sample.For(schema))
        : new StringContent("");

    private static void AssertBody(SpecOperation spec, WireCall call, bool everyMember)
    {
        if (spec.RequestSchema is null)
        {
            Assert.That(call.RequestBody, Is.EqualTo(spec.SendsEmptyBody ? "{}" : null));
            return;
        }

        var expected = call.Body(everyMember);
        var sent = Json.ParseAsIs(call.RequestBody!);
        Assert.That(JToken.DeepEquals(sent, expected), Is.True, $"sent {sent}, expected {expected}");
        Assert.That(call.Request!.Content!.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
    }

    private static void AssertAddress(SpecOperation spec, WireCall call, bool everyParameter)
    {
        var path = spec.Path;
        var query = new List<string>();
        foreach (var parameter in spec.Parameters.Where(p => p.IsRequired || everyParameter))
        {
            var sample = Sample.For(parameter.Schema);
            if (parameter.InPath)
                path = path.Replace("{" + parameter.Name + "}", Escape(sample));
            else
                query.AddRange((sample is JArray values ? values.AsEnumerable() : [sample]).Select(v => $"{parameter.Name}={Escape(v)}"));
        }

        var sent = call.Request!.RequestUri!.AbsoluteUri.Split('?');
        Assert.That(sent[0], Is.EqualTo("https://api.iterable.com/api" + path));
        // The order of query parameters has no meaning to the service; that of one parameter's values is kept by being repeated.
        Assert.That(sent.Skip(1).SelectMany(q => q.Split('&')), Is.EquivalentTo(query));
    }

    /// <summary>RFC 3986: every byte of the UTF-8 text that is not unreserved is percent-encoded.</summary>
    private static string Escape(JToken value)
    {
        var text = value.Type == JTokenType.Boolean ? ((bool)value ? "true" : "false") : Convert.ToString(((JValue)value).Value, CultureInfo.InvariantCulture)!;
        var escaped = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(text))
            escaped.Append(IsUnreserved(octet) ? ((char)octet).ToString() : "%" + octet.ToString("X2", CultureInfo.InvariantCulture));
        return escaped.ToString();
    }

    private static bool IsUnreserved(byte octet) =>
        octet is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    private static JObject NullMembers(JObject sample) => new(sample.Properties().Select(p => new JProperty(p.Name, JValue.CreateNull())));
}
