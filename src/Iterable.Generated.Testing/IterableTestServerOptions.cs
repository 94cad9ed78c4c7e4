namespace Iterable.Generated.Testing;

/// <summary>How an <see cref="IterableTestServer" /> is to be. The server copies it when it starts.</summary>
public sealed class IterableTestServerOptions
{
    /// <summary>The data center of the project that is there from the start.</summary>
    /// <value>The default is <see cref="IterableDataCenter.UnitedStates" />. Both data centers answer either way.</value>
    public IterableDataCenter DataCenter { get; set; } = IterableDataCenter.UnitedStates;

    /// <summary>The server-side key of that project, for programs that are configured before the server starts.</summary>
    /// <value>The default is <see langword="null" />: a key that nobody had before.</value>
    public string? ApiKey { get; set; }

    /// <summary>The port of the data center in the United States, or of both with <see cref="SharesAddress" />.</summary>
    /// <value>The default is 0: the system picks a free one.</value>
    public int Port { get; set; }

    /// <summary>The port of the data center in Europe.</summary>
    /// <value>The default is 0: the system picks a free one. Not used with <see cref="SharesAddress" />.</value>
    public int EuropePort { get; set; }

    /// <summary>The port of the storage that keeps the files of export jobs, which is plain HTTP.</summary>
    /// <value>The default is 0: the system picks a free one.</value>
    public int ExportFilesPort { get; set; }

    /// <summary>The name or address by which other machines and containers reach this one, for programs that do not run on it.</summary>
    /// <value>
    /// The default is <see langword="null" />: the server listens on 127.0.0.1 alone. With a name it listens on every IPv4 address of the machine, so that
    /// whoever can reach one can call it; its addresses, the links to files of export jobs and the certificate carry the name.
    /// </value>
    public string? HostName { get; set; }

    /// <summary>Whether both data centers are at one address, where the key of a call tells which is meant.</summary>
    /// <value>
    /// The default is <see langword="false" />: as in the service, each has an address of its own, and does not know the keys of the other. Keys that are given have to differ
    /// between the two where they share one.
    /// </value>
    public bool SharesAddress { get; set; }

    /// <summary>Whether the data centers are reached over HTTPS, with a certificate that the server makes for itself.</summary>
    /// <value>The default is <see langword="false" />. Clients have to trust <see cref="IterableTestServer.Certificate" />.</value>
    public bool UseHttps { get; set; }

    /// <summary>Whether calls above the rate limits that Iterable publishes get 429.</summary>
    /// <value>The default is <see langword="false" />. The limits are those of <see cref="IterableOperation.RateLimit" />.</value>
    public bool EnforceRateLimits { get; set; }

    /// <summary>How many requests the journal remembers; older ones are forgotten.</summary>
    /// <value>The default is 10,000.</value>
    public int JournalCapacity { get; set; } = 10_000;

    /// <exception cref="ArgumentException">An option cannot be right.</exception>
    internal void Validate(string parameterName)
    {
        if (JournalCapacity < 1)
            throw new ArgumentException($"{nameof(JournalCapacity)} has to be at least 1.", parameterName);
        if (ApiKey is not null)
            IterableTestApiKey.CheckValue(ApiKey, parameterName);

        if (HostName is not null && Uri.CheckHostName(HostName) is not (UriHostNameType.Dns or UriHostNameType.IPv4))
            throw new ArgumentException($"{nameof(HostName)} has to be the name of a host or an IPv4 address, without scheme and port.", parameterName);

        (string Name, int Port)[] ports =
            [(nameof(Port), Port), (nameof(EuropePort), SharesAddress ? 0 : EuropePort), (nameof(ExportFilesPort), ExportFilesPort)];
        foreach (var (name, port) in ports)
        {
            if (port is < 0 or > 65535)
                throw new ArgumentException($"{name} has to be from 0 to 65535.", parameterName);
            if (port != 0 && ports.First(other => other.Port == port).Name is var first && first != name)
                throw new ArgumentException($"{name} has to differ from {first}.", parameterName);
        }
    }

    internal IterableTestServerOptions Copy() => (IterableTestServerOptions)MemberwiseClone();
}
