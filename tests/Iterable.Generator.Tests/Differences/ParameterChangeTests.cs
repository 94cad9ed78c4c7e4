using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>Arguments of methods.</summary>
internal sealed class ParameterChangeTests
{
    private const string Required = "{ name: x, in: query, required: true, schema: { type: string } }";
    private const string Optional = "{ name: x, in: query, schema: { type: string } }";

    [TestCase("", Required,
        "breaking required-parameter-added | GET /a (getA) query x | The argument `x` is new and required: calls without it no longer compile, and the service may refuse those of older versions.",
        "breaking parameter-removed")]
    [TestCase("", Optional,
        "breaking optional-parameter-added | GET /a (getA) query x | The argument `x` is new: compiled code no longer finds the method until it is compiled again, and calls that give a later argument by its place no longer compile.",
        "breaking parameter-removed")]
    [TestCase(Optional, "",
        "breaking parameter-removed | GET /a (getA) query x | The argument `x` is gone: calls that give it no longer compile, compiled code no longer finds the method, and the service may ignore or refuse what older versions send.",
        "breaking optional-parameter-added")]
    [TestCase(Optional, Required,
        "breaking parameter-became-required | GET /a (getA) query x | The argument `x` is required: calls without it no longer compile, and the service may refuse those of older versions.",
        "compatible parameter-became-optional")]
    [TestCase(Required, Optional,
        "compatible parameter-became-optional | GET /a (getA) query x | The argument `x` can be left out: calls that give it run as before, and whether they compile as before the public surface shows.",
        "breaking parameter-became-required")]
    [TestCase("{ name: x, in: query, required: true, schema: { type: integer } }", "{ name: x, in: query, schema: { type: integer } }",
        "compatible parameter-became-optional | GET /a (getA) query x | The argument `x` can be left out: calls that give it run as before, and whether they compile as before the public surface shows.",
        "breaking parameter-became-required")]
    [TestCase("{ name: x, in: query, schema: { type: integer, format: int64 } }", Optional,
        "breaking parameter-type-changed | GET /a (getA) query x | The argument `x` is string instead of integer: calls that give the old type no longer compile, and the service may refuse what older versions send.",
        "breaking parameter-type-changed")]
    [TestCase(Optional, "{ name: x, in: query, schema: { type: array, items: { type: string } } }",
        "breaking parameter-type-changed | GET /a (getA) query x | The argument `x` is list of string instead of string: calls that give the old type no longer compile, and the service may refuse what older versions send.",
        "breaking parameter-type-changed")]
    [TestCase(Optional, "{ name: x, in: query, schema: { type: string, format: uri } }",
        "informational parameter-format-changed | GET /a (getA) query x | The argument `x` has the format `uri` instead of nothing: the service may expect or send other texts, and whether its C# type is another one the public surface shows.",
        "informational parameter-format-changed")]
    [TestCase("{ name: x, in: query, schema: { type: string, format: date-time, x-iterable-wire: iso } }", "{ name: x, in: query, schema: { type: string, format: date-time, x-iterable-wire: epoch-ms } }",
        "breaking parameter-wire-form-changed | GET /a (getA) query x | The argument `x` travels as `epoch-ms` instead of `iso`: code compiles as before, and what it sends is written in the other form, which is a correction only if the service expects that one.",
        "breaking parameter-wire-form-changed")]
    [TestCase("{ name: x, in: query, schema: { type: integer, default: 10 } }", "{ name: x, in: query, schema: { type: integer, default: 20 } }",
        "informational parameter-default-changed | GET /a (getA) query x | The argument `x` has the default `20` instead of `10`: code compiles as before, and where it gives no value the service takes the other one.",
        "informational parameter-default-changed")]
    [TestCase("{ name: x, in: query, schema: { type: integer, maximum: 100 } }", "{ name: x, in: query, schema: { type: integer, minimum: 1, maximum: 200 } }",
        "informational parameter-limits-changed | GET /a (getA) query x | The argument `x` has other limits (minimum `1` instead of nothing, maximum `200` instead of `100`): code compiles as before, and the service, not the SDK, checks them.",
        "informational parameter-limits-changed")]
    [TestCase(Optional, "{ name: x, in: header, schema: { type: string } }",
        "informational parameter-moved | GET /a (getA) query x | The argument `x` travels in the header instead of the query: code compiles as before, and older versions go on sending it in the old place.",
        "informational parameter-moved")]
    [TestCase("{ name: x, in: query, schema: { type: array, items: { type: string } } }", "{ name: x, in: query, explode: false, schema: { type: array, items: { type: string } } }",
        "informational parameter-style-changed | GET /a (getA) query x | The argument `x` travels in the style form instead of form, each value by itself: code compiles as before, and older versions go on sending the old style.",
        "informational parameter-style-changed")]
    [TestCase(Optional, "{ name: x, in: query, x-iterable-name: other, schema: { type: string } }",
        "breaking parameter-renamed | GET /a (getA) query x | The argument `x` is called `other`: calls that give it by name no longer compile, and code that runs is the same.",
        "breaking parameter-renamed")]
    [TestCase(Optional, "{ name: X, in: query, schema: { type: string } }",
        "informational parameter-respelled | GET /a (getA) query x | The argument `x` travels as `X` instead of `x`: code compiles as before, and older versions go on sending the old name.",
        "informational parameter-respelled")]
    [TestCase(Optional, "{ name: x, in: query, x-iterable-deprecated: Use y., schema: { type: string } }",
        "informational parameter-deprecated | GET /a (getA) query x | The argument `x` should not be used any more: code compiles and runs as before.",
        "informational parameter-no-longer-deprecated")]
    [TestCase(Required, "{ name: x, in: query, required: true, schema: { type: [string, 'null'] } }",
        "compatible parameter-became-nullable | GET /a (getA) query x | The argument `x` can be null: code that gives or expects a value runs as before.",
        "breaking parameter-no-longer-nullable")]
    [TestCase(Optional, "{ name: x, in: query, schema: { type: [string, 'null'] } }",
        "informational parameter-became-nullable | GET /a (getA) query x | The argument `x` can be null: null is allowed in C# in any case, and the service treats it differently.",
        "informational parameter-no-longer-nullable")]
    [TestCase("{ name: x, in: query, required: true, schema: { type: integer } }", "{ name: x, in: query, required: true, schema: { type: [integer, 'null'] } }",
        "compatible parameter-became-nullable | GET /a (getA) query x | The argument `x` can be null: code that gives or expects a value runs as before.",
        "breaking parameter-no-longer-nullable")]
    public void A_changed_parameter(string before, string after, string there, string back) =>
        Compared.AssertThereAndBack(With(before), With(after), there, back);

    [Test]
    public void A_parameter_of_the_path_with_another_name_is_an_argument_with_another_name() =>
        Compared.AssertThereAndBack(
            new Spec().Get("/a/{x}", Spec.Operation("getA", "parameters: [{ name: x, in: path, required: true, schema: { type: string } }]")),
            new Spec().Get("/a/{y}", Spec.Operation("getA", "parameters: [{ name: y, in: path, required: true, schema: { type: string } }]")),
            "breaking parameter-renamed | GET /a/{x} (getA) path x | The argument `x` is called `y`: calls that give it by name no longer compile, and code that runs is the same.",
            "breaking parameter-renamed");

    [Test]
    public void A_shared_parameter_is_an_argument_of_each_operation_that_uses_it()
    {
        static Spec WithDefault(int value) => new Spec()
            .Get("/a", Spec.Operation("getA", "parameters: [{ $ref: '#/components/parameters/x' }]"))
            .Get("/b", Spec.Operation("getB", "parameters: [{ $ref: '#/components/parameters/x' }]"))
            .Component("parameters", "x", $"{{ name: x, in: query, schema: {{ type: integer, default: {value} }} }}");
        Assert.That(Compared.Report(WithDefault(1), WithDefault(2)).Changes.Select(change => change.Location), Is.EqualTo(new[] { "GET /a (getA) query x", "GET /b (getB) query x" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_parameter_is_the_same_wherever_it_is_written(bool isOfPath)
    {
        const string list = "[{ name: x, in: query, schema: { type: string } }]";
        var spec = isOfPath ? With("").Path("/a", "parameters", list) : new Spec().Get("/a", Spec.Operation("getA", "parameters: [{ $ref: '#/components/parameters/x' }]")).Component("parameters", "x", Optional);
        Assert.That(Compared.Lines(With(Optional), spec), Is.Empty);
    }

    private static Spec With(string parameters) => new Spec().Get("/a", Spec.Operation("getA", $"parameters: [{parameters}]"));
}
