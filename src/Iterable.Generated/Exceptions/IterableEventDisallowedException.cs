namespace Iterable.Generated;

/// <summary>The service answered with a success and tracked nothing: the project does not allow events of this name.</summary>
/// <remarks>Which names are allowed is a setting of the project. <see cref="IterableException.ApiMessage" /> names the event. Bulk calls do not throw this: they list such names in their answer.</remarks>
public sealed class IterableEventDisallowedException : IterableException
{
    /// <summary>Makes the exception for an answer, or for the lack of one.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableEventDisallowedException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
