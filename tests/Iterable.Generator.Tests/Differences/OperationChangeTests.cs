using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>Methods and clients.</summary>
internal sealed class OperationChangeTests
{
    private static readonly string A = Spec.Operation("getA");

    private static Spec Base => new Spec().Get("/a", A);

    [Test]
    public void An_operation_that_is_gone() => Compared.AssertThereAndBack(Base.Get("/b", Spec.Operation("getB")), Base,
        "breaking operation-removed | GET /b (getB) | The method `GetBAsync` is gone: code that calls it no longer compiles, and the service may refuse the calls of code that runs.",
        "compatible operation-added");

    [Test]
    public void An_operation_that_is_new() => Compared.AssertThereAndBack(Base, Base.Post("/a", Spec.Operation("postA")),
        "compatible operation-added | POST /a (postA) | The method `PostAAsync` is new: code compiles and runs as before.",
        "breaking operation-removed");

    [Test]
    public void An_operationId_that_changes_renames_the_method() => Compared.AssertThereAndBack(Base, new Spec().Get("/a", Spec.Operation("readA")),
        "breaking operation-renamed | GET /a (getA) | The method `GetAAsync` is called `ReadAAsync`: calls no longer compile, and code that runs calls the same operation.",
        "breaking operation-renamed");

    [Test]
    public void A_path_that_changes() => Compared.AssertThereAndBack(Base, new Spec().Get("/b", A),
        "informational operation-path-changed | GET /a (getA) | The method `GetAAsync` calls `/b` instead of `/a`: code compiles as before, and older versions go on calling the old path, which the service may no longer know.",
        "informational operation-path-changed");

    [Test]
    public void An_HTTP_method_that_changes() => Compared.AssertThereAndBack(Base, new Spec().Post("/a", A),
        "informational operation-method-changed | GET /a (getA) | The method `GetAAsync` calls with POST instead of GET: code compiles as before, and older versions go on using the old HTTP method, which the service may refuse.",
        "informational operation-method-changed");

    [Test]
    public void An_operation_that_is_deprecated() => Compared.AssertThereAndBack(Base, new Spec().Get("/a", Spec.Operation("getA", "x-iterable-deprecated: Use b.")),
        "informational operation-deprecated | GET /a (getA) | The method `GetAAsync` is deprecated: code that uses it gets a warning of the compiler and runs as before.",
        "informational operation-no-longer-deprecated");

    [Test]
    public void A_tag_that_changes_moves_the_method()
    {
        static Spec Tagged(string tag) => new Spec().Tag("{ name: Users }").Tag("{ name: Lists }")
            .Get("/a", Spec.Operation("getA", tag: tag)).Get("/u", Spec.Operation("getU")).Get("/l", Spec.Operation("getL", tag: "Lists"));
        Compared.AssertThereAndBack(Tagged("Users"), Tagged("Lists"),
            "breaking operation-moved | GET /a (getA) | The method `GetAAsync` is in the client `Lists` instead of `Users`: calls no longer compile, and code that runs calls the same operation.",
            "breaking operation-moved");
    }

    [Test]
    public void A_client_that_is_new_with_its_operation()
    {
        var after = Base.Tag("{ name: Users }").Tag("{ name: Lists }").Get("/b", Spec.Operation("getB", tag: "Lists"));
        Assert.Multiple(() =>
        {
            Assert.That(Compared.Lines(Base, after), Does.Contain("compatible client-added | ListsClient | The client `Lists` is new: code compiles and runs as before."));
            Assert.That(Compared.Lines(after, Base), Does.Contain("breaking client-removed | ListsClient | The client `Lists` is gone: code that names it no longer compiles, and what became of its operations is listed with each."));
            Assert.That(Compared.Kinds(after, Base), Is.EqualTo(new[] { "breaking operation-removed", "breaking client-removed" }));
        });
    }

    [Test]
    public void A_client_that_is_renamed_is_said_once()
    {
        static Spec Tagged(string name) => new Spec().Tag($"{{ name: SMS, x-iterable-name: {name} }}").Get("/a", Spec.Operation("getA", tag: "SMS")).Get("/b", Spec.Operation("getB", tag: "SMS"));
        Compared.AssertThereAndBack(Tagged("Texts"), Tagged("Sms"),
            "breaking client-renamed | TextsClient | The client `Texts` is called `Sms`: code that names it no longer compiles, and code that runs calls the same operations.",
            "breaking client-renamed");
    }

    [Test]
    public void A_tag_without_operations_is_no_client() =>
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
