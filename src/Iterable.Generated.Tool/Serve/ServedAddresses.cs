using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Serve.Control;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Serve;

/// <summary>Says where the server listens, and how a client is pointed at it.</summary>
internal static class ServedAddresses
{
    public static string Json(IterableTestServer server, ControlAddress control, string? certificate) => new JObject
    {
        ["baseAddress"] = server.BaseAddress.ToString(),
        ["europeBaseAddress"] = server.Europe.BaseAddress.ToString(),
        ["apiKey"] = server.ApiKey,
        ["control"] = control.Address.ToString(),
        ["certificate"] = certificate,
    }.ToString(Formatting.None);

    public static string Text(IterableTestServer server, ControlAddress control, string? certificate)
    {
        var (address, key) = (server.BaseAddress, server.ApiKey);
        var origin = address.GetLeftPart(UriPartial.Authority);
        var lines = new List<string>
        {
            "An Iterable server for tests. Nothing leaves this machine, and nothing is kept.",
            "",
            $"  API       {address}{(server.Europe.BaseAddress == server.UnitedStates.BaseAddress ? "" : $" ({(server.Project.DataCenter == server.Europe ? "EU" : "US")})")}",
        };
        if (server.Europe.BaseAddress != server.UnitedStates.BaseAddress)
            lines.Add($"  API       {(server.Project.DataCenter == server.Europe ? $"{server.UnitedStates.BaseAddress} (US)" : $"{server.Europe.BaseAddress} (EU)")}");
        lines.Add($"  Key       {key}");
        lines.Add($"  Control   {control.Address}");
        if (certificate is not null)
            lines.Add($"  Trust     {certificate}");

        var trust = certificate is null ? "" : $" --cacert {certificate}";
        lines.AddRange([
            "",
            "Point a client at it:",
            $"  curl      curl{trust} -H 'Api-Key: {key}' {address}/lists",
            $"  itbl      ITERABLE_BASE_ADDRESS={address} ITERABLE_API_KEY={key} itbl check",
            $"  .NET      new IterableClientOptions {{ ApiKey = \"{key}\", BaseAddress = new Uri(\"{address}\") }}",
            $"  Node      new IterableClient({{ apiKey: \"{key}\", baseUrl: \"{origin}\" }}), of @iterable/api",
            "  others    replace https://api.iterable.com by " + origin,
        ]);
        if (certificate is not null)
            lines.Add($"  and trust the certificate: NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE or SSL_CERT_FILE={certificate}");
        lines.AddRange(["", "Ctrl+C stops it."]);
        return string.Join(Environment.NewLine, lines);
    }
}
