namespace Iterable.Generated;

/// <summary>
/// What is different for one call that is written out; see <see cref="IIterableClient.SendAsync(HttpMethod, string, IterableQuery, object, IterableSendOptions, CancellationToken)" />.
/// Everything that a view can have (<see cref="IIterableClient.With" />) it can have too: headers, times, the user of a token.
/// </summary>
public sealed class IterableSendOptions : IterableCallOptions
{
    /// <summary>Whether the call can be sent a second time without doing its work twice.</summary>
    /// <value>
    /// The default is <see langword="null" />: as the operation has it where this version knows method and path, else
    /// <see cref="IterableRetrySafety.Never" />. With <see cref="IterableRetrySafety.WithId" />, the body has to have a member <c>id</c> that is not empty.
    /// It holds for the calls these options are given to; a view (<see cref="IIterableClient.With" />) does not take it over.
    /// </value>
    public IterableRetrySafety? RetrySafety { get; set; }
}
