using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>A model with another name is one that is gone and one that is new, not a change at every place that names it.</summary>
internal sealed class RenameChangeTests
{
    private const string Members = "type: object, properties: { a: { type: string }, b: { type: string }, c: { type: string } }";

    [Test]
    public void It_is_said_once_wherever_the_model_is_used() => Assert.That(Changes(Used("Old"), Used("New")), Is.EqualTo(new[] { "breaking model-removed Old", "compatible model-added New" }));

    [Test]
    public void What_else_changed_in_it_is_said_under_the_old_name() => Assert.That(
        Changes(Used("Old"), Used("New", Members.Replace("c:", "d:"))),
        Is.EqualTo(new[] { "breaking model-removed Old", "breaking property-removed Old.c", "compatible model-added New", "compatible property-added Old.d" }));

    [Test]
    public void Models_that_lead_to_each_other_can_be_renamed_together()
    {
        static Spec Named(string one, string two) => new Spec()
            .Get("/a", Spec.Operation("getA", responses: Spec.Answer($"{{ $ref: '#/components/schemas/{one}' }}")))
            .Schema(one, $"{{ type: object, properties: {{ name: {{ type: string }}, others: {{ type: array, items: {{ $ref: '#/components/schemas/{two}' }} }} }} }}")
            .Schema(two, $"{{ type: object, properties: {{ id: {{ type: string }}, parent: {{ $ref: '#/components/schemas/{one}' }} }} }}");
        Assert.That(Changes(Named("Group", "Entry"), Named("Section", "Row")),
            Is.EqualTo(new[] { "breaking model-removed Entry", "breaking model-removed Group", "compatible model-added Row", "compatible model-added Section" }));
    }

    [Test]
    public void A_model_that_still_stands_elsewhere_is_another_one() => Assert.That(
        Changes(Used("Old"), Used("New").Get("/z", Spec.Operation("getZ", responses: Spec.Answer("{ $ref: '#/components/schemas/Old' }"))).Schema("Old", $"{{ {Members} }}")),
        Does.Contain("breaking response-type-changed GET /a (getA) response").And.None.Contains("model-removed"));

    [Test]
    public void An_enum_is_renamed_like_any_model() => Assert.That(
        Changes(Used("Old", "type: string, enum: [a, b]"), Used("New", "type: string, enum: [a, b, c]")),
        Is.EqualTo(new[] { "breaking model-removed Old", "compatible model-added New", "compatible enum-value-added Old.c" }));

    private static List<string> Changes(Spec before, Spec after) =>
        [.. Compared.Report(before, after).Changes.Select(change => $"{change.Level.ToString().ToLowerInvariant()} {change.Id} {change.Location}")];

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
