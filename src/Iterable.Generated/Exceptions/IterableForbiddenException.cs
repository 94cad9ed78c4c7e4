namespace Iterable.Generated;

/// <summary>The key is right and may not do this: its type does not allow the operation, or not with these parameters.</summary>
/// <remarks><see cref="IterableOperation.KeyTypes" /> lists the types of key that may call the operation.</remarks>
public sealed class IterableForbiddenException : IterableException
{
    /// <summary>Makes the exception for an answer, or for the lack of one.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableForbiddenException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
