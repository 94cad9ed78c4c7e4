namespace Iterable.Generated.Testing;

/// <summary>A list as the server keeps it.</summary>
internal sealed class ListRecord(long id, string name, string? description, DateTimeOffset createdAt)
{
    public long Id { get; } = id;

    public string Name { get; } = name;

    public string? Description { get; } = description;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public HashSet<UserRecord> Members { get; } = [];
}
