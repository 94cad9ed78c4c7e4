namespace Iterable.Generated.Testing;

/// <summary>A snippet of a test project, as it was when it was read.</summary>
public sealed class IterableTestSnippet
{
    internal IterableTestSnippet(long id, string name, string content, string? description, IReadOnlyList<string> variables, string author, DateTimeOffset now)
    {
        (Id, Name, Content, Description, Variables) = (id, name, content, description, variables);
        (CreatedBy, UpdatedBy, CreatedAt, UpdatedAt) = (author, author, now, now);
    }

    /// <summary>The id of the snippet.</summary>
    public long Id { get; }

    /// <summary>The name of the snippet, which never changes.</summary>
    public string Name { get; }

    /// <summary>The content: HTML with Handlebars, which the server does not look into.</summary>
    public string Content { get; private init; }

    /// <summary>What the snippet is for, or <see langword="null" />.</summary>
    public string? Description { get; private init; }

    /// <summary>The names of the variables that the content uses.</summary>
    public IReadOnlyList<string> Variables { get; private init; }

    /// <summary>Who created the snippet.</summary>
    public string CreatedBy { get; private init; }

    /// <summary>When the snippet was created.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Who last changed the snippet.</summary>
    public string UpdatedBy { get; private init; }

    /// <summary>When the snippet last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private init; }

    /// <summary>The snippet in words.</summary>
    /// <returns>Id, name and content.</returns>
    public override string ToString() => $"{Id} {Name}: {Content}";

    internal IterableTestSnippet With(string content, string? description, IReadOnlyList<string>? variables, string author, DateTimeOffset now) =>
        new(Id, Name, content, description ?? Description, variables ?? Variables, author, now) { CreatedBy = CreatedBy, CreatedAt = CreatedAt };
}
