namespace Iterable.Generated;

/// <summary>How <see cref="DataFields.From" /> names and writes what a caller's class holds.</summary>
public sealed class DataFieldsOptions
{
    /// <summary>Whether members without a name of their own (<c>[JsonProperty]</c>, <c>[JsonPropertyName]</c>) begin with a small letter: <c>FirstName</c> as <c>firstName</c>.</summary>
    /// <value>The default is <see langword="false" />: they are called as in the class. Fields of a project differ by case.</value>
    public bool CamelCase { get; set; }

    /// <summary>Whether enums are their names, and not their numbers.</summary>
    /// <value>The default is <see langword="false" />.</value>
    public bool EnumsAsText { get; set; }

    /// <summary>Whether a member of a class that is <see langword="null" /> is a JSON null, with which the service overwrites what it has.</summary>
    /// <value>The default is <see langword="false" />: it is left out. Nulls in dictionaries and JSON are kept either way.</value>
    public bool IncludeNulls { get; set; }
}
