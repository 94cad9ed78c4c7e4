using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>Models as a whole, and the values of enums.</summary>
internal sealed class ModelChangeTests
{
    private const string Other = "{ type: object, properties: { y: { type: string } } }";

    [Test]
    public void A_model_that_is_new() => Compared.AssertThereAndBack(Things.Sent(""), Things.Sent("").Schema("Other", Other),
        "compatible model-added | Other | The model `Other` is new: code compiles and runs as before.",
        "breaking model-removed");

    [Test]
    public void A_model_that_is_gone() => Compared.AssertThereAndBack(Things.Sent("").Schema("Other", Other), Things.Sent(""),
        "breaking model-removed | Other | The model `Other` is gone: code that names it no longer compiles, and code that runs feels it only in the operations that used it.",
        "compatible model-added");

    [Test]
    public void A_model_that_is_deprecated() => Compared.AssertThereAndBack(Things.Sent(""), Things.Sent("", "x-iterable-deprecated: Use Other."),
        "informational model-deprecated | Thing | The model `Thing` should not be used any more: code compiles and runs as before, with a warning of the compiler.",
        "informational model-no-longer-deprecated");

    [Test]
    public void A_model_that_becomes_an_enum() => Compared.AssertThereAndBack(Things.Sent("").Schema("Other", Other), Things.Sent("").Schema("Other", "{ type: string, enum: [a] }"),
        "breaking model-type-changed | Other | The model `Other` is an enum instead of an object: code that reads or sets it no longer compiles, and older versions may fail to read it.",
        "breaking model-type-changed");

    [Test]
    public void A_model_that_becomes_a_list_is_said_once()
    {
        static Spec With(string schema) => Things.Sent("x: { $ref: '#/components/schemas/Other' }, y: { $ref: '#/components/schemas/Other' }").Schema("Other", schema);
        Compared.AssertThereAndBack(With(Other), With("{ type: array, items: { type: string } }"),
            "breaking model-type-changed | Other | The model `Other` is list of string instead of an object: code that reads or sets it no longer compiles, and the service may refuse what older versions send.",
            "breaking model-type-changed");
    }

    [Test]
    public void A_named_list_of_other_elements_is_said_once()
    {
        static Spec With(string elements) => Things.Sent("x: { $ref: '#/components/schemas/Ids' }, y: { $ref: '#/components/schemas/Ids' }").Schema("Ids", $"{{ type: array, items: {{ type: {elements} }} }}");
        Compared.AssertThereAndBack(With("string"), With("boolean"),
            "breaking model-type-changed | Ids | The model `Ids` is list of boolean instead of list of string: code that reads or sets it no longer compiles, and the service may refuse what older versions send.",
            "breaking model-type-changed");
    }

    [Test]
    public void Unknown_members_are_kept_in_any_case() => Compared.AssertThereAndBack(Things.Sent(""), Things.Sent("", "additionalProperties: false"),
        "informational model-additional-properties-changed | Thing | The model `Thing` has no members besides those it describes: code compiles as before, and the SDK keeps unknown members in any case.",
        "informational model-additional-properties-changed");

    [Test]
    public void A_base_that_is_new_or_gone()
    {
        static Spec With(string parts) => Things.Sent("").Schema("Base", Other).Schema("More", Other.Replace("y:", "z:")).Schema("Derived", $"{{ allOf: [{parts}{{ type: object, properties: {{ x: {{ type: string }} }} }}] }}");
        const string b = "{ $ref: '#/components/schemas/Base' }, ", more = "{ $ref: '#/components/schemas/More' }, ";
        Compared.AssertThereAndBack(With(b), With(b + more), "compatible property-added | Derived.z | The member `z` is new: code compiles and runs as before.", "breaking property-removed");
    }

    [Test]
    public void A_member_that_moves_to_a_base_stays_a_member()
    {
        static Spec With(string inBase, string own) => Things.Sent("")
            .Schema("Base", $"{{ type: object, properties: {{ y: {{ type: string }}{inBase} }} }}")
            .Schema("Derived", $"{{ allOf: [{{ $ref: '#/components/schemas/Base' }}, {{ type: object, properties: {{ z: {{ type: string }}{own} }} }}] }}");
        Assert.That(Compared.Kinds(With("", ", x: { type: string }"), With(", x: { type: string }", "")), Is.EqualTo(new[] { "compatible property-added" }));
    }

    [TestCase("enum: [a]", "enum: [a, BIG_ONE]",
        "compatible enum-value-added | Kind.BIG_ONE | The value `BIG_ONE` is new: code compiles as before, and code that runs meets it as a value without a name, since enums are open.",
        "breaking enum-value-removed")]
    [TestCase("enum: [a, b]", "enum: [a]",
        "breaking enum-value-removed | Kind.b | The value `b` is gone: code that names it no longer compiles, and code that runs can still send and read it as text, which the service may refuse.",
        "compatible enum-value-added")]
    [TestCase("enum: [SMS]", "enum: [sms]",
        "informational enum-value-respelled | Kind.SMS | The value `SMS` is `sms`: its name in C# is the same, so code compiles as before, and sends and compares the new text.",
        "informational enum-value-respelled")]
    [TestCase("enum: [a, b]", "enum: [a, b], x-iterable-deprecated-values: { b: Use a. }",
        "informational enum-value-deprecated | Kind.b | The value `b` should not be used any more: code compiles and runs as before, with a warning of the compiler.",
        "informational enum-value-no-longer-deprecated")]
    public void A_value(string before, string after, string there, string back) =>
        Compared.AssertThereAndBack(WithKind(before), WithKind(after), there, back);

    [TestCase("enum: [a, b]", "enum: [b, a]")]
    [TestCase("enum: [a], x-iterable-values: { a: One. }", "enum: [a], x-iterable-values: { a: Other. }")]
    public void Order_and_descriptions_of_values_say_nothing(string before, string after) =>
        Assert.That(Compared.Lines(WithKind(before), WithKind(after)), Is.Empty);

    private static Spec WithKind(string values) => Things.Sent("kind: { $ref: '#/components/schemas/Kind' }").Schema("Kind", $"{{ type: string, {values} }}");
}
