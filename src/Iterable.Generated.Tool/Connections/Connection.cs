using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Connections;

/// <summary>The project that a command works with.</summary>
/// <param name="Options">What the client is made from.</param>
/// <param name="KeySource">Where the key came from, in words; never the key.</param>
internal sealed record Connection(IterableClientOptions Options, string KeySource)
{
    public IterableClient CreateClient() => new(Options);

    /// <summary>The address that calls go to.</summary>
    public string Address => Options.BaseAddress?.ToString() ?? (Options.DataCenter == IterableDataCenter.Europe ? "https://api.eu.iterable.com/api" : "https://api.iterable.com/api");

    /// <exception cref="ToolException">The options cannot be right.</exception>
    public static IterableClient Open(Connection connection)
    {
        try
        {
            return connection.CreateClient();
        }
        catch (ArgumentException e)
        {
            throw ToolException.Usage(e.Message);
        }
    }
}
