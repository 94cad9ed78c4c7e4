using System.Collections.Concurrent;

namespace Iterable.Generated;

/// <summary>The address all calls of a client start with: scheme, host, port and path, ending with a slash.</summary>
internal sealed class ApiBaseAddress
{
    private static readonly Uri UnitedStates = new("https://api.iterable.com/api/");
    private static readonly Uri Europe = new("https://api.eu.iterable.com/api/");

    // What the service's own addresses have below the host, so what a host alone means.
    private const string ApiPath = "/api/";

    private readonly ConcurrentDictionary<IterableOperation, Uri> _operations = new();

    private ApiBaseAddress(Uri uri, IterableDataCenter? dataCenter)
    {
        Uri = uri;
        DataCenter = dataCenter;
    }

    public Uri Uri { get; }

    /// <summary>The data center this is the address of, or <see langword="null" /> for an address of the caller's own.</summary>
    public IterableDataCenter? DataCenter { get; }

    public static ApiBaseAddress From(Uri? own, IterableDataCenter dataCenter, bool allowInsecureHttp = false) => own is not null
        ? new(Checked(own, allowInsecureHttp), dataCenter: null)
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

    private static Uri Checked(Uri address, bool allowInsecureHttp)
    {
        if (!address.IsAbsoluteUri)
            throw Refused("it is relative");
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            throw Refused("its scheme is not https");
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !allowInsecureHttp)
        {
            throw Refused("its scheme is http and its host is not this machine, so the API key would travel unencrypted; "
                + $"where that is meant, as in a test network, set {nameof(IterableClientOptions)}.{nameof(IterableClientOptions.AllowInsecureHttp)}");
        }

        if (address.UserInfo.Length > 0)
            throw Refused("it holds user information");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw Refused("it holds a query or a fragment");

        if (address.AbsolutePath == "/")
            return new Uri(address, ApiPath);

        return address.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? address : new Uri(address.AbsoluteUri + "/");
    }

    // The address is not repeated: whoever puts a password into one does not want to find it in a log.
    private static ArgumentException Refused(string reason) => new(
        $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.BaseAddress)} cannot be used: {reason}. "
        + "Allowed is an absolute https address (http on loopback) without query, fragment and user information, "
        + "for example https://api.iterable.com/api or http://localhost:5000/api; a host alone means its /api.", "options");
}
