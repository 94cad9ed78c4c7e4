using System.Numerics;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Iterable.Generator.Checks;

/// <summary>Checks that mappings, lists and values stand where OpenAPI wants them, so that the steps after it need not.</summary>
internal static class DocumentShapeCheck
{
    private static readonly JsonSchema Shape = JsonSchemas.Read("Document");

    public static bool IsWellFormed(JObject document, DiagnosticBag diagnostics)
    {
        var errors = JsonSchemas.Validate(Shape, document).SelectMany(Innermost).Where(IsOwn).ToList();
        foreach (var error in errors)
            diagnostics.Error(DiagnosticCode.InvalidDocument, $"This document is malformed: {ProblemOf(error)} (at {JsonPathText.Of(error.Token!)}).", error.Token!);
        return errors.Count == 0;
    }

    // Of several forms that something can have, none is the one that it should have had.
    private static IEnumerable<ValidationError> Innermost(ValidationError error) => error is ChildSchemaValidationError { Kind: not ValidationErrorKind.NotAnyOf } outer
        ? outer.Errors.Values.SelectMany(errors => errors).SelectMany(Innermost)
        : [error];

    // What is no mapping lacks no member.
    private static bool IsOwn(ValidationError error) => error is { Token: JObject } or { Kind: not (ValidationErrorKind.PropertyRequired or ValidationErrorKind.NotAnyOf) };

    // The schema words what is said of values.
    private static string ProblemOf(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => $"'{error.Property}' is missing",
        ValidationErrorKind.ObjectExpected => "this must be a mapping",
        ValidationErrorKind.ArrayExpected => "this must be a list",
        _ => error.Schema.Description!.Replace("{0}", error.Property),
    };
}

/// <summary>The JSON Schemas beside the checks.</summary>
internal static class JsonSchemas
{
    /// <summary>Holds something against a schema. NJsonSchema fails at integers beyond 64 bits, which are doubles meanwhile.</summary>
    public static ICollection<ValidationError> Validate(JsonSchema schema, JToken token)
    {
        var large = ((token as JContainer)?.Descendants() ?? [token]).OfType<JValue>().Where(value => value.Value is BigInteger).Select(value => (At: value, Exact: (BigInteger)value.Value!)).ToList();
        large.ForEach(number => number.At.Value = (double)number.Exact);
        var errors = schema.Validate(token);
        large.ForEach(number => number.At.Value = number.Exact);
        return errors;
    }

    public static JsonSchema Read(string name)
    {
        using var file = typeof(JsonSchemas).Assembly.GetManifestResourceStream($"{name}.schema.json")!;
        return JsonSchema.FromJsonAsync(file).GetAwaiter().GetResult();
    }
}
