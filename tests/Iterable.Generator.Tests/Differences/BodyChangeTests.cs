using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>What methods send and return.</summary>
internal sealed class BodyChangeTests
{
    private const string Json = "content: { application/json: { schema: { type: string } } }";

    [TestCase("", "requestBody: { required: true, " + Json + " }",
        "breaking request-body-added | POST /a (postA) request | A body is new, string: compiled code no longer finds the method, and calls without it no longer compile or give a later argument by its place.",
        "breaking request-body-removed")]
    [TestCase("", "requestBody: { " + Json + " }",
        "breaking request-body-added | POST /a (postA) request | A body is new, string, which can be left out: compiled code no longer finds the method, and calls without it no longer compile or give a later argument by its place.",
        "breaking request-body-removed")]
    [TestCase("requestBody: { " + Json + " }", "",
        "breaking request-body-removed | POST /a (postA) request | No body is sent any more: calls that give one no longer compile, and the service may ignore or refuse what older versions send.",
        "breaking request-body-added")]
    [TestCase("requestBody: { " + Json + " }", "requestBody: { required: true, " + Json + " }",
        "breaking request-body-became-required | POST /a (postA) request | The body of the request is required: calls without it no longer compile, and the service may refuse those of older versions.",
        "compatible request-body-became-optional")]
    [TestCase("requestBody: { required: true, " + Json + " }", "requestBody: { " + Json + " }",
        "compatible request-body-became-optional | POST /a (postA) request | The body of the request can be left out: calls that give it run as before, and whether they compile as before the public surface shows.",
        "breaking request-body-became-required")]
    [TestCase("requestBody: { " + Json + " }", "requestBody: { content: { text/csv: { schema: { type: string } } } }",
        "breaking request-media-type-changed | POST /a (postA) request | The body of the request is `text/csv` instead of `application/json`: the SDK can only send JSON, so the method cannot be generated, and the service may refuse the calls of code that runs.",
        "informational request-media-type-changed")]
    [TestCase("requestBody: { " + Json + " }", "requestBody: { content: { application/json: { schema: { type: string } }, text/csv: { schema: { type: string } } } }",
        "informational request-media-type-changed | POST /a (postA) request | The body of the request is `application/json`, `text/csv` instead of `application/json`: code compiles and runs as before, since the SDK sends JSON.",
        "informational request-media-type-changed")]
    [TestCase("requestBody: { " + Json + " }", "requestBody: { content: { application/json: { schema: { type: array, items: { type: string } } } } }",
        "breaking request-type-changed | POST /a (postA) request | The body of the request is list of string instead of string: calls that give the old type no longer compile, and the service may refuse what older versions send.",
        "breaking request-type-changed")]
    public void A_request(string before, string after, string there, string back) =>
        Compared.AssertThereAndBack(Sending(before), Sending(after), there, back);

    [TestCase("'200': { description: OK. }", "'200': { description: OK., " + Json + " }",
        "breaking response-body-added | GET /a (getA) response | The operation `getA` returns string where it returned nothing: compiled code no longer finds the method until it is compiled again.",
        "breaking response-body-removed")]
    [TestCase("'200': { description: OK., " + Json + " }", "'200': { description: OK. }",
        "breaking response-body-removed | GET /a (getA) response | The operation `getA` returns nothing where it returned string: code that uses the result no longer compiles, and older versions fail to read an empty answer.",
        "breaking response-body-added")]
    [TestCase("'200': { description: OK., content: { text/csv: { schema: { type: string } } } }", "'200': { description: OK., content: { text/plain: { schema: { type: string } } } }",
        "informational response-media-type-changed | GET /a (getA) response | The result is `text/plain` instead of `text/csv`: older versions may fail to read it, and whether its C# type is another one the public surface shows.",
        "informational response-media-type-changed")]
    [TestCase("'200': { description: OK., content: { text/csv: { schema: { type: string } } } }", "'200': { description: OK., content: { text/csv: { schema: { type: string, format: binary } } } }",
        "breaking response-type-changed | GET /a (getA) response | The result is bytes instead of string: code that uses the result no longer compiles, and older versions may fail to read it.",
        "breaking response-type-changed")]
    [TestCase("'200': { description: OK. }", "'200': { description: OK. }, '409': { description: Conflict. }",
        "informational response-status-added | GET /a (getA) response 409 | The service can answer HTTP 409: code compiles as before, and meets it as an exception in any case.",
        "informational response-status-removed")]
    [TestCase("'200': { description: OK. }, '202': { description: Accepted. }", "'200': { description: OK. }",
        "informational response-status-removed | GET /a (getA) response 202 | The service is no longer said to answer HTTP 202: code compiles and runs as before.",
        "informational response-status-added")]
    [TestCase("'200': { description: OK. }, '400': { description: Bad. }", "'200': { description: OK. }, '400': { description: Bad., " + Json + " }",
        "informational error-body-changed | GET /a (getA) response 400 | The body of the answer HTTP 400 is string instead of nothing: code compiles as before, and what an exception tells of it can differ.",
        "informational error-body-changed")]
    [TestCase("'200': { description: OK., " + Json + " }", "'200': { description: OK., content: { application/json: { schema: { type: [string, 'null'] } } } }",
        "breaking response-became-nullable | GET /a (getA) response | The result can be null: code that takes the result as given fails on null when it runs.",
        "compatible response-no-longer-nullable")]
    public void A_response(string before, string after, string there, string back) =>
        Compared.AssertThereAndBack(Answering(before), Answering(after), there, back);

    [Test]
    public void Another_model_as_the_result_is_said_at_the_operation()
    {
        static Spec Returning(string model) => new Spec().Get("/a", Spec.Operation("getA", responses: Spec.Answer($"{{ $ref: '#/components/schemas/{model}' }}")))
            .Schema("One", "{ type: object, properties: { x: { type: string } } }").Schema("Two", "{ type: object, properties: { x: { type: string } } }");
        Compared.AssertThereAndBack(Returning("One"), Returning("Two"),
            "breaking response-type-changed | GET /a (getA) response | The result is Two instead of One: code that uses the result no longer compiles, and older versions may fail to read it.",
            "breaking response-type-changed");
    }

    [Test]
    public void A_stream_beside_JSON_is_another_media_type()
    {
        const string both = "'200': { description: OK., content: { application/json: { schema: { type: string } }, text/csv: { schema: { type: string, format: binary } } } }";
        Assert.That(Compared.Kinds(Answering("'200': { description: OK., " + Json + " }"), Answering(both)), Is.EqualTo(new[] { "informational response-media-type-changed" }));
    }

    [Test]
    public void What_stands_twice_but_for_its_letters_is_compared_as_it_stands()
    {
        const string twice = "'200': { description: OK., content: { application/json: { schema: { type: string } }, Application/JSON: { schema: { type: integer } } } }, 2xx: { description: OK. }, 2XX: { description: OK. }, Default: { description: OK. }, default: { description: OK. }";
        Assert.That(Compared.Kinds(Answering(twice), Answering(twice)), Is.Empty);
        Assert.That(Compared.Kinds(Answering(twice), Answering(twice.Replace("integer", "number"))), Is.EqualTo(new[] { "breaking response-type-changed" }));
        Assert.That(
            Compared.Kinds(Answering("'200': { description: OK., " + Json + " }"), Answering("'200': { description: OK., " + Json.Replace("application/json", "Application/JSON") + " }")),
            Is.EqualTo(new[] { "informational response-media-type-changed" }));
    }

    [Test]
    public void A_media_type_in_other_letters_is_compared_also_beside_others()
    {
        const string before = "'200': { description: OK., content: { application/json: { schema: { type: string } }, text/csv: { schema: { type: string, format: binary } } } }";
        Assert.That(
            Compared.Kinds(Answering(before), Answering(before.Replace("application/json: { schema: { type: string", "Application/JSON: { schema: { type: integer"))),
            Is.EquivalentTo(new[] { "breaking response-type-changed", "informational response-media-type-changed" }));
    }

    private static Spec Sending(string body) => new Spec().Post("/a", Spec.Operation("postA", body));

    private static Spec Answering(string responses) => new Spec().Get("/a", Spec.Operation("getA", responses: responses));
}
