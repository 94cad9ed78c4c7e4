using Newtonsoft.Json.Linq;

namespace Iterable.Generator.OpenApi;

/// <summary>What a schema describes.</summary>
public enum SchemaRole
{
    /// <summary>A named schema of the components.</summary>
    Component,

    /// <summary>The body of a request.</summary>
    RequestBody,

    /// <summary>The body of a response.</summary>
    Response,

    /// <summary>The value of a parameter or header.</summary>
    Parameter,

    /// <summary>A member of an object.</summary>
    Property,

    /// <summary>The elements of a list.</summary>
    Items,

    /// <summary>The values of an object whose member names are not known.</summary>
    Values,

    /// <summary>A part of <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c> or <c>not</c>.</summary>
    Part,
}

/// <summary>A schema and the place where it is used.</summary>
/// <param name="Schema">The schema, or a reference to one.</param>
/// <param name="Role">What it describes.</param>
/// <param name="Name">The name of the component, parameter or member; the status of a response.</param>
/// <param name="Owner">The schema around it.</param>
/// <param name="Context">The operation, or the component, that a body or a parameter belongs to.</param>
public sealed record SchemaSite(JObject Schema, SchemaRole Role, string Name, SchemaSite? Owner, string Context)
{
    /// <summary>The name of its C# type: the one it has, or the one to suggest.</summary>
    public string TypeName => Schema[Extension.Name] is JValue { Value: string name } ? name : WithoutDigitAtEnd(Suggestion);

    /// <summary>How messages name the place.</summary>
    public string Description => Role switch
    {
        SchemaRole.Component => $"The schema {Name}",
        SchemaRole.RequestBody => $"The request body of {Context}",
        SchemaRole.Response => $"The {Name} response of {Context}",
        SchemaRole.Parameter => $"The parameter `{Name}`{(Context.Length == 0 ? "" : $" of {Context}")}",
        SchemaRole.Property => $"The member `{Name}` of {Owner!.TypeName}",
        SchemaRole.Items => $"The element of {Inside}",
        SchemaRole.Values => $"The value of {Inside}",
        _ => $"A part of {Inside}",
    };

    private string Inside => "t" + Owner!.Description[1..];

    private string Suggestion => Role switch
    {
        SchemaRole.Component => Name,
        SchemaRole.RequestBody => CSharpNames.Pascal(Context) + "Request",
        SchemaRole.Response => CSharpNames.Pascal(Context) + (Name.StartsWith('2') ? "Response" : "Error"),
        SchemaRole.Parameter => CSharpNames.Pascal(Context) + CSharpNames.Pascal(Name),
        SchemaRole.Property => WithoutSuffix(Owner!.TypeName) + CSharpNames.Pascal(Name),
        SchemaRole.Items => Singular(Owner!.TypeName),
        SchemaRole.Values => Owner!.TypeName + "Value",
        _ => Owner!.TypeName,
    };

    private static string WithoutSuffix(string name) =>
        new[] { "Request", "Response" }.FirstOrDefault(s => name.Length > s.Length && name.EndsWith(s, StringComparison.Ordinal)) is { } suffix
            ? name[..^suffix.Length]
            : name;

    private static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y"
        : name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal) ? name[..^1]
        : name + "Item";

    private static string WithoutDigitAtEnd(string name) => CSharpNames.EndsInDigit(name) ? name + "Value" : name;
}
