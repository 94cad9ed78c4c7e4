using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>Methods and clients.</summary>
internal sealed class OperationChangeTests
{
    private static readonly string A = Spec.Operation("getA");

    private static Spec Base => new Spec().Get("/a", A);

    [Test]
    public void An_operation_that_is_gone() => Compared.AssertThereAndBack(Base.Get("/b", Spec.Operation("getB")), Base,
        "breaking operation-removed | GET /b (getB) | The operation `getB` is gone: code that calls it no longer compiles, and the service may refuse the calls of code that runs.",
        "compatible operation-added");

    [Test]
    public void An_operation_that_is_new() => Compared.AssertThereAndBack(Base, Base.Post("/a", Spec.Operation("postA")),
        "compatible operation-added | POST /a (postA) | The operation `postA` is new: code compiles and runs as before.",
        "breaking operation-removed");

    [Test]
    public void An_operationId_that_changes_renames_the_method() => Compared.AssertThereAndBack(Base, new Spec().Get("/a", Spec.Operation("readA")),
        "breaking operation-renamed | GET /a (getA) | The operation `getA` is called `readA`: calls no longer compile, and code that runs calls the same operation.",
        "breaking operation-renamed");

    [Test]
    public void A_path_that_changes() => Compared.AssertThereAndBack(Base, new Spec().Get("/b", A),
        "informational operation-path-changed | GET /a (getA) | The operation `getA` calls `/b` instead of `/a`: code compiles as before, and older versions go on calling the old path, which the service may no longer know.",
        "informational operation-path-changed");

    [Test]
    public void An_HTTP_method_that_changes() => Compared.AssertThereAndBack(Base, new Spec().Post("/a", A),
        "informational operation-method-changed | GET /a (getA) | The operation `getA` calls with POST instead of GET: code compiles as before, and older versions go on using the old HTTP method, which the service may refuse.",
        "informational operation-method-changed");

    [Test]
    public void An_operation_that_is_deprecated() => Compared.AssertThereAndBack(Base, new Spec().Get("/a", Spec.Operation("getA", "x-iterable-deprecated: Use b.")),
        "informational operation-deprecated | GET /a (getA) | The operation `getA` should not be used any more: code compiles and runs as before, with a warning of the compiler.",
        "informational operation-no-longer-deprecated");

    [Test]
    public void A_tag_that_changes_moves_the_method()
    {
        static Spec Tagged(string tag) => new Spec().Tag("{ name: Users }").Tag("{ name: Lists }")
            .Get("/a", Spec.Operation("getA", tag: tag)).Get("/u", Spec.Operation("getU")).Get("/l", Spec.Operation("getL", tag: "Lists"));
        Compared.AssertThereAndBack(Tagged("Users"), Tagged("Lists"),
            "breaking operation-moved | GET /a (getA) | The operation `getA` belongs to `Lists` instead of `Users`: calls no longer compile, and code that runs calls the same operation.",
            "breaking operation-moved");
    }

    [Test]
    public void A_tag_without_operations_is_no_change() =>
        Assert.That(Compared.Lines(Base, Base.Tag("{ name: Users }").Tag("{ name: Lists }")), Is.Empty);

    [Test]
    public void Texts_are_no_change() => Assert.That(
        Compared.Lines(Base, new Spec().Tag("{ name: Users, description: Others. }").Get("/a", Spec.Operation("getA").Replace("S.", "Other.").Replace("D.", "Other."))),
        Is.Empty);

    [Test]
    public void Operations_that_swap_their_ids_call_each_others_paths() => Assert.That(
        Compared.Kinds(new Spec().Get("/a", Spec.Operation("one")).Get("/b", Spec.Operation("two")), new Spec().Get("/a", Spec.Operation("two")).Get("/b", Spec.Operation("one"))),
        Is.EqualTo(new[] { "informational operation-path-changed", "informational operation-path-changed" }));
}
