using Iterable.Generator.Tests.Support;

using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Preparation;

internal sealed class EnumTests
{
    [TestCase("emailSend", "EmailSend")]
    [TestCase("SMS", "Sms")]
    [TestCase("APNS_SANDBOX", "ApnsSandbox")]
    [TestCase("iOS", "IOS")]
    [TestCase("GO", "GO")]
    [TestCase("in-app message", "InAppMessage")]
    [TestCase("WhatsApp", "WhatsApp")]
    [TestCase("A2P_SMS", "A2pSms")]
    [TestCase("application/json", "ApplicationJson")]
    public void A_value_has_a_member_name(string value, string member) =>
        Assert.That((string?)Kind($"[{value}]")["x-enumNames"]![0], Is.EqualTo(member));

    [Test]
    public void Names_and_descriptions_follow_the_order_of_the_values()
    {
        var kind = Kind("[OAuth2, none, SMS]", "x-iterable-values: { SMS: Texts., none: Nothing., OAuth2: A token. }, x-iterable-value-names: { OAuth2: OAuth2 }, x-iterable-deprecated-values: { none: Say it. }");
        Assert.Multiple(() =>
        {
            Assert.That(kind["x-enumNames"]!.ToString(Formatting.None), Is.EqualTo("""["OAuth2","None","Sms"]"""));
            Assert.That(kind["x-enumDescriptions"]!.ToString(Formatting.None), Is.EqualTo("""["A token.","Nothing.","Texts."]"""));
            Assert.That(kind["x-iterable-deprecated-values"]!.ToString(Formatting.None), Is.EqualTo("""{"none":"Say it."}"""));
            Assert.That(kind["x-iterable-values"], Is.Null);
            Assert.That(kind["x-iterable-value-names"], Is.Null);
        });
    }

    [TestCase("[OAuth2]", "", "The value `OAuth2` of Kind would be the C# member OAuth2, which ends in a digit.")]
    [TestCase("['2xx']", "", "The value `2xx` of Kind would be the C# member 2xx, which is no name.")]
    [TestCase("['+']", "", "The value `+` of Kind has no letters to make a C# member of.")]
    [TestCase("[a-b, a_b]", "", "The value `a_b` of Kind has the same C# member as another value, AB.")]
    [TestCase("[kind]", "", "The value `kind` of Kind would be the C# member Kind, which every enum has already or which is the name of the type.")]
    [TestCase("[toString]", "", "The value `toString` of Kind would be the C# member ToString")]
    [TestCase("[value]", "", "The value `value` of Kind would be the C# member Value")]
    [TestCase("[a, b]", "x-iterable-value-names: { a: B }", "The value `b` of Kind has the same C# member as another value, B.")]
    public void A_value_whose_member_Csharp_would_not_take_is_an_error_with_the_action_that_names_it(string values, string more, string problem) =>
        Assert.That(SpecsFolder.ErrorsOf(WithKind(values, more)).Single(), Does.StartWith("ITG022 " + problem).And.Match(@" Add to an overlay that extends api\.yml: - \{ target: ""\$\.components\.schemas\.Kind"", update: \{ x-iterable-value-names: \{ '.*': <name> \} \} \}$"));

    [TestCase("x-iterable-value-names: { none: None }")]
    [TestCase("x-iterable-deprecated-values: { none: Say it. }")]
    public void A_name_or_a_deprecation_of_no_value_is_an_error(string more) =>
        Assert.That(SpecsFolder.ErrorsOf(WithKind("[a]", more)), Is.EqualTo(new[] { "ITG011 `none` is no value of Kind." }));

    [Test]
    public void A_description_of_no_value_is_a_warning() =>
        Assert.That(SpecsFolder.WarningsOf(WithKind("[a]", "x-iterable-values: { a: A., gone: Was. }")), Is.EqualTo(new[] { "ITG102 x-iterable-values describes `gone`, which is no value of Kind." }));

    [Test]
    public void Values_of_what_is_no_enum_are_an_error() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA", "parameters: [{ name: x, in: query, description: D., schema: { type: string, x-iterable-values: { a: A. } } }]"))).Single(),
            Does.StartWith("ITG011 The parameter `x` of getA describes values of an enum and is none."));

    [Test]
    public void A_null_among_the_values_makes_the_member_nullable()
    {
        var schemas = SpecsFolder.Prepare(new Spec().Get("/a", Spec.Operation("getA")).Schema("Owner", "{ type: object, properties: { kind: { type: [string, 'null'], enum: [a, null], x-iterable-name: Kind } } }")).Document["components"]!["schemas"]!;
        Assert.Multiple(() =>
        {
            Assert.That((bool?)schemas["Owner"]!["properties"]!["kind"]!["nullable"], Is.True);
            Assert.That(schemas["Kind"]!["enum"]!.ToString(Formatting.None), Is.EqualTo("""["a"]"""));
        });
    }

    private static JToken Kind(string values, string more = "") => SpecsFolder.Prepare(WithKind(values, more)).Document["components"]!["schemas"]!["Kind"]!;

    private static Spec WithKind(string values, string more) => new Spec()
        .Get("/a", Spec.Operation("getA"))
        .Schema("Kind", $"{{ type: string, description: D., enum: {values}{(more.Length == 0 ? "" : ", " + more)} }}");
}
