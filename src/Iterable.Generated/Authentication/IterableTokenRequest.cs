namespace Iterable.Generated;

/// <summary>What a token is asked for.</summary>
public sealed class IterableTokenRequest
{
    /// <summary>Asks for a token.</summary>
    /// <param name="operation">The operation that is called.</param>
    /// <param name="user">The user the call is about, where it names one.</param>
    public IterableTokenRequest(IterableOperation operation, IterableUserIdentity? user)
    {
        Operation = operation ?? throw new ArgumentNullException(nameof(operation));
        User = user;
    }

    /// <summary>The operation that is called.</summary>
    public IterableOperation Operation { get; }

    /// <summary>
    /// The user the call is about; the service refuses a token for another one. <see langword="null" /> when the call names none,
    /// or several, and <see cref="IterableCallOptions.User" /> does not either.
    /// </summary>
    public IterableUserIdentity? User { get; }
}
