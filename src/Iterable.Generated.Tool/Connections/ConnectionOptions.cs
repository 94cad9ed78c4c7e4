using System.CommandLine;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Connections;

/// <summary>
/// Says which project a command works with: options of the command line before variables of the environment before the profile file.
/// </summary>
internal sealed class ConnectionOptions
{
    private readonly Option<string?> _profile = new("--profile") { Description = "The profile of the profile file. Else ITERABLE_PROFILE, or default.", HelpName = "name" };
    private readonly Option<string?> _keyFile = new("--api-key-file") { Description = "A file that holds the API key, or - for the standard input. Else ITERABLE_API_KEY, ITERABLE_API_KEY_FILE or the profile.", HelpName = "file" };
    private readonly Option<string?> _key = new("--api-key") { Description = "The API key, which other users of the machine and the history of the shell can then see.", HelpName = "key" };
    private readonly Option<string?> _dataCenter = new("--data-center") { Description = "US or EU. Else ITERABLE_DATA_CENTER or the profile.", HelpName = "us|eu" };
    private readonly Option<string?> _baseAddress = new("--base-address") { Description = "An address in the place of Iterable's, such as that of itbl serve. Else ITERABLE_BASE_ADDRESS or the profile.", HelpName = "address" };
    private readonly Option<bool> _allowInsecureHttp = new("--allow-insecure-http") { Description = "Allows http to another machine: key and data travel unencrypted." };
    private readonly Option<bool> _noRateLimit = new("--no-rate-limit") { Description = "Does not wait for Iterable's rate limits, for test servers that count none. The service refuses calls above them." };
    private readonly Option<bool> _apiMessages = new("--api-messages") { Description = "Shows in errors what the service said, which can hold e-mail addresses." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _profile, _keyFile, _key, _dataCenter, _baseAddress, _allowInsecureHttp, _noRateLimit, _apiMessages })
            command.Add(option);
    }

    /// <exception cref="ToolException">Something is missing or cannot be.</exception>
    public async Task<Connection> ReadAsync(ParseResult parsed, ToolHost host, CancellationToken cancellationToken)
    {
        var profile = await ProfileFile.ReadAsync(parsed.GetValue(_profile), host, cancellationToken).ConfigureAwait(false);
        var (key, source) = await KeyAsync(parsed, host, profile, cancellationToken).ConfigureAwait(false);
        var (dataCenter, dataCenterSource) = First(
            (parsed.GetValue(_dataCenter), "--data-center"), (host.Variable("ITERABLE_DATA_CENTER"), "ITERABLE_DATA_CENTER"), (profile.DataCenter, $"DataCenter in {profile.Name}"));
        var (address, addressSource) = First(
            (parsed.GetValue(_baseAddress), "--base-address"), (host.Variable("ITERABLE_BASE_ADDRESS"), "ITERABLE_BASE_ADDRESS"), (profile.BaseAddress, $"BaseAddress in {profile.Name}"));
        // One that cannot be read is not repeated: it can hold a password.
        var options = new IterableClientOptions
        {
            ApiKey = key,
            DataCenter = DataCenterOf(dataCenter, dataCenterSource),
            BaseAddress = address is null ? null : Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : throw ToolException.Usage($"{addressSource} is no address."),
            AllowInsecureHttp = parsed.GetValue(_allowInsecureHttp) || profile.AllowInsecureHttp,
            IncludeApiMessages = parsed.GetValue(_apiMessages),
            TimeProvider = host.Time,
            RateLimit = { Enabled = !parsed.GetValue(_noRateLimit) },
        };
        return new Connection(options, source);
    }

    private async Task<(string Key, string Source)> KeyAsync(ParseResult parsed, ToolHost host, ProfileFile profile, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_key) is { } argument)
        {
            host.Warn("--api-key shows the key to other users of this machine and to the history of the shell; ITERABLE_API_KEY or --api-key-file do not.");
            return (argument, "--api-key");
        }

        if (parsed.GetValue(_keyFile) is { } file)
            return (await Secret.ReadAsync(file, "--api-key-file", host, cancellationToken).ConfigureAwait(false), "--api-key-file");
        if (host.Variable("ITERABLE_API_KEY") is { } variable && variable.Trim().Length > 0)
            return (variable.Trim(), "ITERABLE_API_KEY");
        if (host.Variable("ITERABLE_API_KEY_FILE") is { Length: > 0 } keyFile)
            return (await Secret.ReadAsync(keyFile, "ITERABLE_API_KEY_FILE", host, cancellationToken).ConfigureAwait(false), "ITERABLE_API_KEY_FILE");

        return profile.ApiKey is { } key
            ? (key, profile.Name)
            : throw ToolException.Usage($"There is no API key. Set ITERABLE_API_KEY, give --api-key-file, or put ApiKey into a profile of {ProfileFile.Path(host)}.");
    }

    private static (string? Value, string Source) First(params (string? Value, string Source)[] values) =>
        values.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value.Value));

    private static IterableDataCenter DataCenterOf(string? text, string source) => text?.Trim().ToUpperInvariant() switch
    {
        null or "US" or "USDC" or "UNITEDSTATES" => IterableDataCenter.UnitedStates,
        "EU" or "EDC" or "EUDC" or "EUROPE" => IterableDataCenter.Europe,
        _ => throw ToolException.Usage($"{source} is {text}. It can be US (the default) or EU."),
    };
}
