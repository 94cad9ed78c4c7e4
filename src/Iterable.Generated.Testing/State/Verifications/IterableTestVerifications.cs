namespace Iterable.Generated.Testing;

/// <summary>The codes that a test project has sent to verify phone numbers.</summary>
public sealed class IterableTestVerifications
{
    private readonly ProjectState _state;

    internal IterableTestVerifications(ProjectState state) => _state = state;

    /// <summary>How long a code counts, on the server's clock.</summary>
    /// <value>The default is ten minutes. Iterable publishes no figure.</value>
    public TimeSpan CodeLifetime
    {
        get
        {
            lock (_state.Gate)
                return _state.Verifications.Lifetime;
        }

        set
        {
            lock (_state.Gate)
                _state.Verifications.Lifetime = value;
        }
    }

    /// <summary>Finds the code that a user would read on the phone.</summary>
    /// <param name="phoneNumber">The phone number, as it was sent.</param>
    /// <returns>The last code that was sent there, used up or not; <see langword="null" /> when there was none.</returns>
    public string? FindCode(string phoneNumber)
    {
        ArgumentException.ThrowIfNullOrEmpty(phoneNumber);
        lock (_state.Gate)
            return _state.Verifications.Last(phoneNumber);
    }
}
