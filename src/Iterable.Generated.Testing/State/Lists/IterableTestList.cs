namespace Iterable.Generated.Testing;

/// <summary>A list of a test project, as it was when it was read.</summary>
public sealed class IterableTestList
{
    internal IterableTestList(ListRecord list)
    {
        Id = list.Id;
        Name = list.Name;
        Description = list.Description;
        Members = [.. list.Members.Select(member => member.Email ?? member.UserId ?? "").Order(StringComparer.Ordinal)];
    }

    /// <summary>The id of the list.</summary>
    public long Id { get; }

    /// <summary>The name of the list.</summary>
    public string Name { get; }

    /// <summary>The description, or <see langword="null" />.</summary>
    public string? Description { get; }

    /// <summary>The members by e-mail address, or by userId where one has no address.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>The list in words.</summary>
    /// <returns>Id, name and members.</returns>
    public override string ToString() => $"{Id} {Name} [{string.Join(", ", Members)}]";
}
