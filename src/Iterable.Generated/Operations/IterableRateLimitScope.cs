namespace Iterable.Generated;

/// <summary>Whose calls count against one rate limit.</summary>
public enum IterableRateLimitScope
{
    /// <summary>All calls into one project, whatever the key.</summary>
    Project,

    /// <summary>All calls with one API key.</summary>
    ApiKey,

    /// <summary>All calls into all projects of an organization.</summary>
    Organization,
}
