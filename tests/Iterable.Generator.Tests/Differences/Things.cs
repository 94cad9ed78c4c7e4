using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>Specifications around one model, Thing, that is sent, or only read.</summary>
internal static class Things
{
    private const string Reference = "{ $ref: '#/components/schemas/Thing' }";

    /// <summary>Thing with these members is the body of a request.</summary>
    public static Spec Sent(string properties, string more = "") =>
        Model(new Spec().Post("/a", Spec.Operation("postA", Spec.Body(Reference))), properties, more);

    /// <summary>Thing with these members is the body of a response.</summary>
    public static Spec Read(string properties, string more = "") =>
        Model(new Spec().Get("/a", Spec.Operation("getA", responses: Spec.Answer(Reference))), properties, more);

    /// <summary>Thing with these members is both.</summary>
    public static Spec SentAndRead(string properties, string more = "") =>
        Model(new Spec().Post("/a", Spec.Operation("postA", Spec.Body(Reference), responses: Spec.Answer(Reference))), properties, more);

    private static Spec Model(Spec spec, string properties, string more) =>
        spec.Schema("Thing", $"{{ type: object, properties: {{ id: {{ type: string }}{(properties.Length == 0 ? "" : ", " + properties)} }}{(more.Length == 0 ? "" : ", " + more)} }}");
}
