using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>A model with another name is one change, not one for every place that names it.</summary>
internal sealed class RenameChangeTests
{
    private const string Members = "type: object, properties: { a: { type: string }, b: { type: string }, c: { type: string } }";

    [Test]
    public void It_is_said_once_wherever_the_model_is_used() => Compared.AssertThereAndBack(Used("Old"), Used("New"),
        "breaking model-renamed | Old | The model `Old` is called `New`: code that names it no longer compiles, and code that runs sends and reads the same.",
        "breaking model-renamed");

    [Test]
    public void What_else_changed_in_it_is_said_under_the_old_name() => Assert.That(
        Compared.Report(Used("Old"), Used("New", Members.Replace("c:", "d:"))).Changes.Select(change => $"{change.Id} {change.Location}"),
        Is.EqualTo(new[] { "model-renamed Old", "property-removed Old.c", "property-added Old.d" }));

    [Test]
    public void Models_that_lead_to_each_other_can_be_renamed_together()
    {
        static Spec Named(string one, string two) => new Spec()
            .Get("/a", Spec.Operation("getA", responses: Spec.Answer($"{{ $ref: '#/components/schemas/{one}' }}")))
            .Schema(one, $"{{ type: object, properties: {{ name: {{ type: string }}, others: {{ type: array, items: {{ $ref: '#/components/schemas/{two}' }} }} }} }}")
            .Schema(two, $"{{ type: object, properties: {{ id: {{ type: string }}, parent: {{ $ref: '#/components/schemas/{one}' }} }} }}");
        Assert.That(Compared.Report(Named("Group", "Entry"), Named("Section", "Row")).Changes.Select(change => $"{change.Id} {change.Location}"),
            Is.EqualTo(new[] { "model-renamed Entry", "model-renamed Group" }));
    }

    [Test]
    public void Another_model_in_its_place_is_no_rename() => Assert.That(
        Compared.Kinds(Used("Old"), Used("New", "type: object, properties: { x: { type: string }, y: { type: string } }")),
        Is.SupersetOf(new[] { "breaking model-removed", "compatible model-added", "breaking response-type-changed" }));

    [Test]
    public void A_model_that_takes_the_place_of_two_is_no_rename()
    {
        static Spec Named(string one, string two) => new Spec()
            .Get("/a", Spec.Operation("getA", responses: Spec.Answer($"{{ $ref: '#/components/schemas/{one}' }}")))
            .Get("/b", Spec.Operation("getB", responses: Spec.Answer($"{{ $ref: '#/components/schemas/{two}' }}")))
            .Schema(one, $"{{ {Members} }}");
        Assert.That(Compared.Kinds(Named("One", "Two").Schema("Two", $"{{ {Members} }}"), Named("Both", "Both")),
            Has.None.Contains("model-renamed").And.Exactly(2).Contains("response-type-changed"));
    }

    [Test]
    public void A_model_that_still_stands_elsewhere_is_no_rename() => Assert.That(
        Compared.Kinds(Used("Old"), Used("New").Get("/z", Spec.Operation("getZ", responses: Spec.Answer("{ $ref: '#/components/schemas/Old' }"))).Schema("Old", $"{{ {Members} }}")),
        Has.None.Contains("model-renamed"));

    [Test]
    public void A_model_that_nothing_uses_shows_by_its_members() => Assert.That(
        Compared.Kinds(Things.Sent("").Schema("Old", $"{{ {Members} }}"), Things.Sent("").Schema("New", $"{{ {Members} }}")),
        Is.EqualTo(new[] { "breaking model-renamed" }));

    [Test]
    public void An_enum_is_renamed_like_any_model() => Assert.That(
        Compared.Report(Used("Old", "type: string, enum: [a, b]"), Used("New", "type: string, enum: [a, b, c]")).Changes.Select(change => $"{change.Id} {change.Location}"),
        Is.EqualTo(new[] { "model-renamed Old", "enum-value-added Old.c" }));

    [Test]
    public void The_items_of_a_paging_follow()
    {
        static Spec Paged(string item) => Used(item).Get("/p", Spec.Operation("getP", $"x-iterable-pagination: {{ kind: cap, method: EnumerateP, item: {item}, items: items, count: limit, count-default: 10 }}"));
        Assert.That(Compared.Kinds(Paged("Old"), Paged("New")), Is.EqualTo(new[] { "breaking model-renamed" }));
    }

    private static Spec Used(string name, string members = Members)
    {
        var reference = $"{{ $ref: '#/components/schemas/{name}' }}";
        return new Spec()
            .Get("/a", Spec.Operation("getA", responses: Spec.Answer(reference)))
            .Get("/b", Spec.Operation("getB", responses: Spec.Answer($"{{ type: array, items: {reference} }}")))
            .Post("/c", Spec.Operation("postC", Spec.Body(reference)))
            .Schema("Owner", $"{{ type: object, properties: {{ one: {reference}, many: {{ type: object, additionalProperties: {reference} }} }} }}")
            .Schema(name, $"{{ {members} }}");
    }
}
