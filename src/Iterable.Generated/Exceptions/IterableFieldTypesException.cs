using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Fields were sent with types other than the project holds for them; the first value ever sent fixes a field's type. One such
/// record makes the service refuse a whole bulk call.
/// </summary>
public sealed class IterableFieldTypesException : IterableBadRequestException
{
    /// <summary>Makes the exception for an answer.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; the errors are read from its <c>params.validationErrors</c>.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableFieldTypesException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException) => Errors = Read(details.Params);

    /// <summary>The fields and what is wrong with them. Their values may be personal data.</summary>
    public IReadOnlyList<IterableFieldTypeError> Errors { get; }

    private static IReadOnlyList<IterableFieldTypeError> Read(JObject? parameters) =>
        parameters?["validationErrors"] is JObject errors
            ? errors.Properties().Select(error => new IterableFieldTypeError(error.Name, error.Value as JObject)).ToArray()
            : [];
}
