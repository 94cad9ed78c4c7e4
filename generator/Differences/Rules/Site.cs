namespace Iterable.Generator.Differences.Rules;

/// <summary>What holds a schema; the kinds of changes begin with it.</summary>
internal enum SiteKind
{
    /// <summary>A model of its own, or another named schema.</summary>
    Model,

    /// <summary>A member of a model.</summary>
    Property,

    /// <summary>An argument of a method.</summary>
    Parameter,

    /// <summary>The body that a method sends.</summary>
    Request,

    /// <summary>What a method returns.</summary>
    Response,
}

/// <summary>A place in both documents where a schema stands.</summary>
/// <param name="Kind">What holds the schema.</param>
/// <param name="Location">The place in the report.</param>
/// <param name="Subject">The beginning of a sentence about it.</param>
/// <param name="WasSent">True when a request could hold it.</param>
/// <param name="IsSent">True when a request can hold it.</param>
/// <param name="IsMandatory">True when the C# type said that it is there, before and now; anything else can be null in any case.</param>
internal sealed record Site(SiteKind Kind, string Location, string Subject, bool WasSent, bool IsSent, bool IsMandatory)
{
    /// <summary>The name of a kind of change at such a place.</summary>
    public string Id(string change) => $"{Kind.ToString().ToLowerInvariant()}-{change}";

    /// <summary>The elements of a list.</summary>
    public Site Elements() => this with { Location = $"{Location}[]", Subject = $"Each element of {Inside}", IsMandatory = false };

    /// <summary>The values of a map.</summary>
    public Site Values() => this with { Location = $"{Location}{{}}", Subject = $"Each value of {Inside}", IsMandatory = false };

    /// <summary>A member of the object here.</summary>
    public Site Member(string name, bool isMandatory) => this with
    {
        Kind = SiteKind.Property,
        Location = $"{Location}.{name}",
        Subject = $"The member `{name}`",
        IsMandatory = isMandatory,
    };

    private string Inside => char.ToLowerInvariant(Subject[0]) + Subject[1..];
}
