using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>Members of models. What a request can hold counts as sent, whether a response can hold it too or not.</summary>
internal sealed class MemberChangeTests
{
    private const string X = "x: { type: string }";
    private const string RequiredX = "required: [x]";

    [TestCase("", "", X, "",
        "compatible property-added | Thing.x | The member `x` is new: code compiles and runs as before.",
        "breaking property-removed")]
    [TestCase("", "", X, RequiredX,
        "breaking required-property-added | Thing.x | The member `x` is new and required in requests: code that does not set it compiles, and throws when it runs, before anything is sent.",
        "breaking property-removed")]
    [TestCase(X, "", "", "",
        "breaking property-removed | Thing.x | The member `x` is gone: code that reads or sets it no longer compiles, and what older versions send in it may be ignored or refused.",
        "compatible property-added")]
    [TestCase(X, "", X, RequiredX,
        "breaking property-became-required | Thing.x | The member `x` is required in requests: code that leaves it out compiles, and throws when it runs, before anything is sent.",
        "compatible property-became-optional")]
    [TestCase(X, RequiredX, X, "",
        "compatible property-became-optional | Thing.x | The member `x` can be left out of requests: code that sets it compiles and runs as before, and code that reads it can meet null.",
        "breaking property-became-required")]
    [TestCase(X, "", "x: { type: integer, format: int64 }", "",
        "breaking property-type-changed | Thing.x | The member `x` is integer instead of string: code that reads or sets it no longer compiles, and the service may refuse what older versions send.",
        "breaking property-type-changed")]
    [TestCase("x: { type: array, items: { type: string } }", "", "x: { type: array, items: { type: boolean } }", "",
        "breaking property-type-changed | Thing.x | The member `x` is list of boolean instead of list of string: code that reads or sets it no longer compiles, and the service may refuse what older versions send.",
        "breaking property-type-changed")]
    [TestCase("x: { type: object, additionalProperties: { type: string } }", "", "x: { type: object, additionalProperties: { type: integer } }", "",
        "breaking property-type-changed | Thing.x | The member `x` is map of integer instead of map of string: code that reads or sets it no longer compiles, and the service may refuse what older versions send.",
        "breaking property-type-changed")]
    [TestCase(X, "", "x: { type: object }", "",
        "breaking property-type-changed | Thing.x | The member `x` is free-form object instead of string: code that reads or sets it no longer compiles, and the service may refuse what older versions send.",
        "breaking property-type-changed")]
    [TestCase(X, "", "x: { type: string, x-iterable-clearable: true }", "",
        "breaking property-became-clearable | Thing.x | The member `x` is sent as null once it is set to null: code that sets null compiles as before, and removes what is there when it runs, where it left it alone.",
        "breaking property-no-longer-clearable")]
    [TestCase("x: { type: string, x-iterable-clearable: true }", "", X, "",
        "breaking property-no-longer-clearable | Thing.x | The member `x` is left out when it is null: code that sets null compiles as before, and no longer removes what is there when it runs.",
        "breaking property-became-clearable")]
    [TestCase(X, "", "x: { type: string, format: email }", "",
        "informational property-format-changed | Thing.x | The member `x` has the format `email` instead of nothing: the service may expect or send other texts, and whether its C# type is another one the public surface shows.",
        "informational property-format-changed")]
    [TestCase("x: { type: string, format: date-time, x-iterable-wire: epoch-s }", "", "x: { type: string, format: date-time, x-iterable-wire: epoch-ms }", "",
        "breaking property-wire-form-changed | Thing.x | The member `x` travels as `epoch-ms` instead of `epoch-s`: code compiles as before, and what it sends is written in the other form, which is a correction only if the service expects that one.",
        "breaking property-wire-form-changed")]
    [TestCase(X, RequiredX, "x: { type: [string, 'null'] }", RequiredX,
        "compatible property-became-nullable | Thing.x | The member `x` can be null: code that gives or expects a value runs as before.",
        "breaking property-no-longer-nullable")]
    [TestCase("x: { type: [string, 'null'] }", RequiredX, X, RequiredX,
        "breaking property-no-longer-nullable | Thing.x | The member `x` can no longer be null: code that gives null is refused when it runs.",
        "compatible property-became-nullable")]
    [TestCase(X, "", "x: { type: [string, 'null'] }", "",
        "informational property-became-nullable | Thing.x | The member `x` can be null: null is allowed in C# in any case, and the service treats it differently.",
        "informational property-no-longer-nullable")]
    [TestCase(X, "", "x: { type: string, default: a }", "",
        "informational property-default-changed | Thing.x | The member `x` has the default `a` instead of nothing: code compiles as before, and where it gives no value the service takes the other one.",
        "informational property-default-changed")]
    [TestCase("x: { type: string, maxLength: 10 }", "", "x: { type: string, maxLength: 5 }", "",
        "informational property-limits-changed | Thing.x | The member `x` has other limits (maxLength `5` instead of `10`): code compiles as before, and the service, not the SDK, checks them.",
        "informational property-limits-changed")]
    [TestCase(X, "", "x: { type: string, x-iterable-deprecated: Use id. }", "",
        "informational property-deprecated | Thing.x | The member `x` should not be used any more: code compiles and runs as before, with a warning of the compiler.",
        "informational property-no-longer-deprecated")]
    [TestCase("x: { type: object }", "", "x: { type: object, x-iterable-deferred: true }", "",
        "informational property-deferral-changed | Thing.x | The member `x` is read only once it is asked for: code compiles as before, and reading costs time and memory at another moment.",
        "informational property-deferral-changed")]
    [TestCase(X, "", "X: { type: string }", "",
        "informational property-respelled | Thing.x | The member `x` travels as `X`: its name in C# is the same, so code compiles as before, and sends and reads the new name.",
        "informational property-respelled")]
    [TestCase("fooBar: { type: string }", "", "foo_bar: { type: string }", "",
        "informational property-respelled | Thing.fooBar | The member `fooBar` travels as `foo_bar`: its name in C# is the same, so code compiles as before, and sends and reads the new name.",
        "informational property-respelled")]
    [TestCase("x: { type: array, items: { type: string } }", "", "x: { type: array, items: { type: string, maxLength: 5 } }", "",
        "informational property-limits-changed | Thing.x[] | Each element of the member `x` has other limits (maxLength `5` instead of nothing): code compiles as before, and the service, not the SDK, checks them.",
        "informational property-limits-changed")]
    [TestCase("x: { type: object, additionalProperties: { type: string } }", "", "x: { type: object, additionalProperties: { type: string, format: uri } }", "",
        "informational property-format-changed | Thing.x{} | Each value of the member `x` has the format `uri` instead of nothing: the service may expect or send other texts, and whether its C# type is another one the public surface shows.",
        "informational property-format-changed")]
    public void A_member_of_what_is_sent(string before, string moreBefore, string after, string moreAfter, string there, string back)
    {
        Compared.AssertThereAndBack(Things.Sent(before, moreBefore), Things.Sent(after, moreAfter), there, back);
        Compared.AssertThereAndBack(Things.SentAndRead(before, moreBefore), Things.SentAndRead(after, moreAfter), there, back);
    }

    [TestCase(X, "",
        "breaking property-removed | Thing.x | The member `x` is gone: code that reads or sets it no longer compiles, and in what older versions read it is null.",
        "compatible property-added")]
    [TestCase(X, "x: { type: boolean }",
        "breaking property-type-changed | Thing.x | The member `x` is boolean instead of string: code that reads or sets it no longer compiles, and older versions may fail to read it.",
        "breaking property-type-changed")]
    [TestCase("x: { type: string, format: date-time, x-iterable-wire: epoch-s }", "x: { type: string, format: date-time, x-iterable-wire: iso }",
        "informational property-wire-form-changed | Thing.x | The member `x` travels as `iso` instead of `epoch-s`: code compiles as before, and a time is read in every form.",
        "informational property-wire-form-changed")]
    public void A_member_of_what_is_only_read(string before, string after, string there, string back) =>
        Compared.AssertThereAndBack(Things.Read(before), Things.Read(after), there, back);

    [Test]
    public void A_member_of_another_model_can_be_clearable_too() => Compared.AssertThereAndBack(
        Things.Sent("x: { $ref: '#/components/schemas/Part' }").Schema("Part", "{ type: object, properties: { a: { type: string } } }"),
        Things.Sent("x: { allOf: [{ $ref: '#/components/schemas/Part' }], x-iterable-clearable: true }").Schema("Part", "{ type: object, properties: { a: { type: string } } }"),
        "breaking property-became-clearable | Thing.x | The member `x` is sent as null once it is set to null: code that sets null compiles as before, and removes what is there when it runs, where it left it alone.",
        "breaking property-no-longer-clearable");

    [Test]
    public void What_is_only_read_is_never_cleared() =>
        Assert.That(Compared.Lines(Things.Read(X), Things.Read("x: { type: string, x-iterable-clearable: true }")), Is.Empty);

    [Test]
    public void What_a_response_requires_is_no_change_for_a_reader() =>
        Assert.That(Compared.Lines(Things.Read(X), Things.Read(X, RequiredX)), Is.Empty);

    [Test]
    public void What_was_only_read_and_is_sent_now_has_to_be_complete()
    {
        var sent = Things.Read(X, RequiredX).Post("/b", Spec.Operation("postB", Spec.Body("{ $ref: '#/components/schemas/Thing' }")));
        Assert.That(Compared.Kinds(Things.Read(X, RequiredX), sent), Is.EqualTo(new[] { "breaking property-became-required", "compatible operation-added" }));
    }

    [Test]
    public void A_change_of_a_model_is_said_once_wherever_it_is_used()
    {
        static Spec Used(string properties) => Things.SentAndRead(properties)
            .Get("/b", Spec.Operation("getB", responses: Spec.Answer("{ type: array, items: { $ref: '#/components/schemas/Thing' } }")))
            .Schema("Owner", "{ type: object, properties: { thing: { $ref: '#/components/schemas/Thing' } } }");
        Compared.AssertThereAndBack(Used(""), Used(X), "compatible property-added | Thing.x | The member `x` is new: code compiles and runs as before.", "breaking property-removed");
    }
}
