using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Preparation;

internal sealed class NameCheckTests
{
    private const string Thing = "{ type: object, properties: { x: { type: string } } }";

    [TestCase("Address2", Thing, "The C# type Address2 ends in a digit, which looks like one that NSwag added.")]
    [TestCase("List", Thing, "The C# type List would hide System.Collections.Generic.List.")]
    [TestCase("Range", Thing, "The C# type Range would hide System.Range.")]
    [TestCase("Task", Thing, "The C# type Task would hide System.Threading.Tasks.Task.")]
    [TestCase("HttpMethod", Thing, "The C# type HttpMethod would hide System.Net.Http.HttpMethod.")]
    [TestCase("JToken", Thing, "The C# type JToken would hide Newtonsoft.Json.Linq.JToken.")]
    [TestCase("UsersClient", Thing, "The C# type UsersClient is the name of a client class.")]
    [TestCase("IUsersClient", Thing, "The C# type IUsersClient is the name of a client class.")]
    [TestCase("IterableClient", Thing, "The C# type IterableClient is the name of a client class.")]
    [TestCase("Text", "{ type: object, properties: { text: { type: string } } }", "The C# type Text has a member of its own name (`text`), which C# does not allow.")]
    [TestCase("List", "{ type: string, enum: [a] }", "The C# type List would hide System.Collections.Generic.List.")]
    public void A_type_name_that_Csharp_or_NSwag_would_not_take_is_an_error(string name, string schema, string problem) =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema(name, schema)),
            Is.EqualTo(new[] { $$"""ITG022 {{problem}} Add to an overlay that extends api.yml: - { target: "$.components.schemas.{{name}}", update: { x-iterable-name: <name> } }""" }));

    [Test]
    public void A_new_name_cures_it() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("List", "{ type: object, x-iterable-name: ListDetails, properties: { x: { type: string } } }")),
            Is.Empty);

    [Test]
    public void A_type_is_called_what_its_schema_is_called() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("userEvent", Thing).Schema("UserEvent", Thing)).Single(),
            Does.StartWith("ITG022 The C# type userEvent is no name of letters and digits that begins with a capital. Add to "));

    [TestCase("fooBar", "foo_bar", "ITG021 Two parameters of getA have the C# name fooBar. Give one of them an x-iterable-name.")]
    [TestCase("a", "2b", "ITG022 The parameter `2b` of getA has no name in C#: `2b` is none. Give it an x-iterable-name.")]
    [TestCase("a", "cancellationToken", "ITG021 Two parameters of getA have the C# name cancellationToken. Give one of them an x-iterable-name.")]
    public void Arguments_have_names_of_their_own(string one, string other, string error) =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA", $"parameters: [{{ name: {one}, in: query, schema: {{ type: string }} }}, {{ name: {other}, in: query, schema: {{ type: string }} }}]"))),
            Is.EqualTo(new[] { error }));

    [Test]
    public void A_method_that_reads_pages_has_a_name_of_its_own() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("readA")).Get("/b", Spec.Operation("getB", "x-iterable-pagination: { kind: cap, method: ReadA, item: Thing, items: items, count: limit, count-default: 10 }"))).Single(),
            Does.StartWith("ITG040 Two operations are called ReadA: "));

    [Test]
    public void A_schema_that_becomes_no_type_may_be_called_anything() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("List", "{ type: array, items: { type: string } }").Schema("Address2", "{ type: string }")),
            Is.Empty);

    [TestCase("{ type: object, properties: { userId: { type: string }, UserId: { type: string } } }", "ITG021 The members `userId` and `UserId` of Thing have the same C# name, UserId. Remove one with an overlay.")]
    [TestCase("{ type: object, properties: { user-id: { type: string }, userId: { type: string } } }", "ITG021 The members `user-id` and `userId` of Thing have the same C# name, UserId. Remove one with an overlay.")]
    [TestCase("{ type: object, properties: { fooBar: { type: string }, foo_bar: { type: string } } }", "ITG021 The members `fooBar` and `foo_bar` of Thing have the same C# name, FooBar. Remove one with an overlay.")]
    [TestCase("{ type: object, properties: { $: { type: string } } }", "ITG022 The member `$` of Thing has no name in C#: `` is none. Remove it with an overlay; callers reach it as an unknown member.")]
    [TestCase("{ type: object, properties: { toString: { type: string } } }", "ITG022 The member `toString` of Thing would hide object.ToString. Remove it with an overlay; callers reach it as an unknown member.")]
    public void Members_have_names_of_their_own(string schema, string error) =>
        Assert.That(SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("Thing", schema)), Is.EqualTo(new[] { error }));
}
