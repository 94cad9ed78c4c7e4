namespace Iterable.Generated;

/// <summary>The service refused the call because it has no such user.</summary>
/// <remarks>
/// Operations that look up a user do not throw this: their answer is empty then, as it is where the service answers an unknown user with
/// an empty success; their documentation says so. The service tells it by a code (<c>UnknownEmailError</c>, <c>UnknownUserIdError</c>,
/// <c>error.users.noUserWithIdExists</c>) or by its message alone, with the code <c>BadParams</c> or none.
/// </remarks>
public sealed class IterableUnknownUserException : IterableBadRequestException
{
    /// <summary>Makes the exception for an answer.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableUnknownUserException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
