namespace Iterable.Generated;

/// <summary>Whose events to read. There is no window: the service hands out all of them.</summary>
public sealed class UserEventsQuery
{
    private UserEventsQuery(string? email, string? userId)
    {
        Email = email;
        UserId = userId;
    }

    /// <summary>The user's e-mail address, where the user is named by it.</summary>
    public string? Email { get; }

    /// <summary>Your own id of the user, where the user is named by it.</summary>
    public string? UserId { get; }

    /// <summary>Whether to read events that were tracked under names of your own.</summary>
    /// <value>The default is <see langword="false" />, which is Iterable's.</value>
    public bool IncludeCustomEvents { get; set; }

    /// <summary>Names a user by e-mail address.</summary>
    /// <param name="email">The address.</param>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentException">The address is null or blank.</exception>
    public static UserEventsQuery ForEmail(string email) => new(Named(email, nameof(email)), null);

    /// <summary>Names a user by your own id.</summary>
    /// <param name="userId">The id.</param>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentException">The id is null or blank.</exception>
    public static UserEventsQuery ForUserId(string userId) => new(null, Named(userId, nameof(userId)));

    private static string Named(string name, string parameter) =>
        string.IsNullOrWhiteSpace(name) ? throw new ArgumentException("The name of a user cannot be null or blank.", parameter) : name;
}
