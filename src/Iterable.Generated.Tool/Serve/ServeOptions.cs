using System.CommandLine;
using Iterable.Generated.Testing;

namespace Iterable.Generated.Tool.Serve;

/// <summary>The options of <c>itbl serve</c>.</summary>
internal sealed class ServeOptions
{
    /// <summary>The key of the server where none is given: one that programs can be configured with beforehand. It opens nothing else.</summary>
    public const string DefaultKey = "0123456789abcdef0123456789abcdef";

    private readonly Option<int> _port = Port("--port", "The port of the API.", 8080);
    private readonly Option<int> _filesPort = Port("--files-port", "The port that hands out the files of export jobs, over plain HTTP.", 8081);
    private readonly Option<int> _controlPort = Port("--control-port", "The port of the control address, over plain HTTP: faults, data, projects, requests, the clock.", 8082);
    private readonly Option<int?> _europePort = new("--europe-port") { Description = "A port of its own for the European data center. Without it both are at one address, and the key tells which is meant.", HelpName = "port" };
    private readonly Option<string> _key = new("--key") { Description = "The server-side key of the project. It opens this server and nothing else.", HelpName = "key", DefaultValueFactory = _ => DefaultKey };
    private readonly Option<string> _dataCenter = new("--data-center") { Description = "The data center of the project: US or EU.", HelpName = "us|eu", DefaultValueFactory = _ => "us" };
    private readonly Option<string?> _host = new("--host") { Description = "The name by which other machines and containers reach this one. Without it the server is for this machine alone.", HelpName = "name" };
    private readonly Option<string?> _seed = new("--seed") { Description = "A JSON file with the data to begin with.", HelpName = "file" };
    private readonly Option<string?> _faults = new("--faults") { Description = "A JSON file with faults to begin with.", HelpName = "file" };
    private readonly Option<bool> _https = new("--https") { Description = "HTTPS, with a certificate that the server makes for itself." };
    private readonly Option<string?> _certificate = new("--certificate") { Description = "Where that certificate goes, as PEM, for clients to trust. Without it, into a temporary file.", HelpName = "file" };
    private readonly Option<bool> _enforceLimits = new("--enforce-limits") { Description = "Refuses calls above the rate limits that Iterable publishes, with 429." };
    private readonly Option<bool> _json = new("--json") { Description = "Says where it listens as one line of JSON." };

    public void AddTo(Command command)
    {
        _dataCenter.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "us", "eu");
        foreach (var option in new Option[] { _port, _filesPort, _controlPort, _europePort, _key, _dataCenter, _host, _seed, _faults, _https, _certificate, _enforceLimits, _json })
            command.Add(option);
    }

    public ServeSettings Read(ParseResult parsed) => new(
        new IterableTestServerOptions
        {
            Port = parsed.GetValue(_port),
            ExportFilesPort = parsed.GetValue(_filesPort),
            EuropePort = parsed.GetValue(_europePort) ?? 0,
            SharesAddress = parsed.GetValue(_europePort) is null,
            ApiKey = parsed.GetValue(_key),
            DataCenter = "eu".Equals(parsed.GetValue(_dataCenter), StringComparison.OrdinalIgnoreCase) ? IterableDataCenter.Europe : IterableDataCenter.UnitedStates,
            HostName = parsed.GetValue(_host),
            UseHttps = parsed.GetValue(_https) || parsed.GetValue(_certificate) is not null,
            EnforceRateLimits = parsed.GetValue(_enforceLimits),
        },
        parsed.GetValue(_controlPort),
        parsed.GetValue(_seed),
        parsed.GetValue(_faults),
        parsed.GetValue(_certificate),
        parsed.GetValue(_json));

    private static Option<int> Port(string name, string description, int port)
    {
        var option = new Option<int>(name) { Description = $"{description} 0 is any that is free.", HelpName = "port", DefaultValueFactory = _ => port };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is < 0 or > 65535)
                result.AddError($"{name} has to be from 0 to 65535.");
        });
        return option;
    }
}
