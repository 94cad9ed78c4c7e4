namespace Iterable.Generator.Differences;

/// <summary>What holds a schema; the kinds of changes begin with it.</summary>
internal enum SiteKind
{
    /// <summary>A named schema.</summary>
    Model,

    /// <summary>A member of an object.</summary>
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
/// <param name="IsMandatory">True when it had to be there, before and now; anything else can be null in any case.</param>
internal sealed record Site(SiteKind Kind, string Location, string Subject, bool WasSent, bool IsSent, bool IsMandatory)
{
    /// <summary>What another type at this place means.</summary>
    public string MeaningOfType => Kind switch
    {
        SiteKind.Parameter or SiteKind.Request => "calls that give the old type no longer compile, and the service may refuse what older versions send",
        SiteKind.Response => "code that uses the result no longer compiles, and older versions may fail to read it",
        _ when IsSent || WasSent => "code that reads or sets it no longer compiles, and the service may refuse what older versions send",
        _ => "code that reads or sets it no longer compiles, and older versions may fail to read it",
    };

    /// <summary>The name of a kind of change at such a place.</summary>
    public string Id(string change) => $"{Kind.ToString().ToLowerInvariant()}-{change}";

    /// <summary>The elements of a list.</summary>
    public Site Elements() => this with { Location = $"{Location}[]", Subject = $"Each element of {Inside}", IsMandatory = false };

    /// <summary>The values of a map.</summary>
    public Site Values() => this with { Location = $"{Location}{{}}", Subject = $"Each value of {Inside}", IsMandatory = false };

    /// <summary>A member of the object here.</summary>
    public Site Member(string name, bool isMandatory) =>
        this with { Kind = SiteKind.Property, Location = $"{Location}.{name}", Subject = $"The member `{name}`", IsMandatory = isMandatory };

    private string Inside => char.ToLowerInvariant(Subject[0]) + Subject[1..];
}
