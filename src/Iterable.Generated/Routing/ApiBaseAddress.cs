using System.Collections.Concurrent;

namespace Iterable.Generated;

/// <summary>The address all calls of a client start with: scheme, host, port and path, ending with a slash.</summary>
internal sealed class ApiBaseAddress
{
    private static readonly Uri UnitedStates = new("https://api.iterable.com/api/");
    private static readonly Uri Europe = new("https://api.eu.iterable.com/api/");

    private readonly ConcurrentDictionary<IterableOperation, Uri> _operations = new();

    private ApiBaseAddress(Uri uri, IterableDataCenter? dataCenter)
    {
        Uri = uri;
        DataCenter = dataCenter;
    }

    public Uri Uri { get; }

    /// <summary>The data center this is the address of, or <see langword="null" /> for an address of the caller's own.</summary>
    public IterableDataCenter? DataCenter { get; }

    public static ApiBaseAddress From(Uri? own, IterableDataCenter dataCenter) => own is not null
        ? new(Checked(own), dataCenter: null)
        : new(Of(dataCenter), dataCenter);

    /// <summary>Names the data center, or the host of an address of the caller's own, in a message.</summary>
    public override string ToString() => DataCenter switch
    {
        IterableDataCenter.UnitedStates => $"the data center in the United States ({Uri.Host})",
        IterableDataCenter.Europe => $"the data center in Europe ({Uri.Host})",
        _ => $"{Uri.Host}, the address given in {nameof(IterableClientOptions)}.{nameof(IterableClientOptions.BaseAddress)}",
    };

    /// <summary>The address of an operation without values in its path or query; made once for each.</summary>
    public Uri Of(IterableOperation operation) => _operations.TryGetValue(operation, out var address)
        ? address
        : _operations.GetOrAdd(operation, new Uri(Uri.AbsoluteUri + operation.Path.TrimStart('/')));

    /// <summary>Whether a request to an address goes to this API, so that it may carry the key.</summary>
    public bool Contains(Uri? address) =>
        address is { IsAbsoluteUri: true }
        && string.Equals(address.Scheme, Uri.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(address.Host, Uri.Host, StringComparison.OrdinalIgnoreCase)
        && address.Port == Uri.Port
        && address.AbsolutePath.StartsWith(Uri.AbsolutePath, StringComparison.Ordinal);

    private static Uri Of(IterableDataCenter dataCenter) => dataCenter switch
    {
        IterableDataCenter.UnitedStates => UnitedStates,
        IterableDataCenter.Europe => Europe,
        _ => throw new ArgumentException(
            $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.DataCenter)} has to be "
            + $"{nameof(IterableDataCenter.UnitedStates)} or {nameof(IterableDataCenter.Europe)}.", "options"),
    };

    private static Uri Checked(Uri address)
    {
        if (!address.IsAbsoluteUri)
            throw Refused("it is relative");
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            throw Refused("its scheme is not https, which only a host on this machine may do without");
        if (address.UserInfo.Length > 0)
            throw Refused("it holds user information");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw Refused("it holds a query or a fragment");

        return address.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? address : new Uri(address.AbsoluteUri + "/");
    }

    // The address is not repeated: whoever puts a password into one does not want to find it in a log.
    private static ArgumentException Refused(string reason) => new(
        $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.BaseAddress)} cannot be used: {reason}. "
        + "Allowed is an absolute https address (http on loopback) without query, fragment and user information, "
        + "for example https://api.iterable.com/api or http://localhost:5000/api.", "options");
}
