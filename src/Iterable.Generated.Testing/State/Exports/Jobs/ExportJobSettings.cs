namespace Iterable.Generated.Testing;

/// <summary>How the jobs of a project run. A job keeps those it was started with.</summary>
internal sealed record ExportJobSettings
{
    public int MaxFileSize { get; init; } = 10_000_000;

    public int FilesPerStep { get; init; } = 10;

    public long TruncateAt { get; init; } = 100_000_000_000;

    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromMinutes(30);
}
