namespace Iterable.Generated.Testing;

/// <summary>The settings of a project that change what its calls answer.</summary>
internal sealed class ProjectSettings
{
    public IterableTestIdentity Identity { get; set; }

    public IterableTestUnknownUsers UnknownUsers { get; set; }

    public bool CreateNewFields { get; set; } = true;

    public int MaxBulkBytes { get; set; } = 4 * 1024 * 1024;

    public HashSet<string> DisallowedEventNames { get; } = new(StringComparer.Ordinal);

    public int MetadataPageSize { get; set; } = 1000;
}
