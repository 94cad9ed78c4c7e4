namespace Iterable.Generated;

/// <summary>What an <see cref="IterableClient" /> needs to know. The client copies it: later changes have no effect.</summary>
public sealed class IterableClientOptions
{
    /// <summary>The API key of one project. A key works in the data center that made it, and nowhere else.</summary>
    /// <value>Required: printable ASCII, without spaces. It goes out in the <c>Api-Key</c> header only.</value>
    public string ApiKey { get; set; } = "";

    /// <summary>The data center the project lives in.</summary>
    /// <value>The default is <see cref="IterableDataCenter.UnitedStates" />.</value>
    public IterableDataCenter DataCenter { get; set; } = IterableDataCenter.UnitedStates;

    /// <summary>
    /// An address that stands in for the whole of <c>https://api.iterable.com/api</c>, such as a proxy of one's own or a
    /// server to test against. It takes precedence over <see cref="DataCenter" />.
    /// </summary>
    /// <value>
    /// The default is <see langword="null" />: the data center decides. Else an absolute address with the scheme https (or
    /// http when the host is this machine), without query, fragment and user information. A final slash makes no difference.
    /// </value>
    public Uri? BaseAddress { get; set; }
}
