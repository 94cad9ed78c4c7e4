using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Connections;

/// <summary>
/// Projects by names, in one JSON file. A profile is a section as <c>AddIterableClient(section)</c> takes it, so that an application can use the same file.
/// </summary>
internal sealed record ProfileFile(string Name, string? ApiKey, string? DataCenter, string? BaseAddress, bool AllowInsecureHttp)
{
    private const string Default = "default";

    /// <summary>Where the file is.</summary>
    public static string Path(ToolHost host)
    {
        if (host.Variable("ITERABLE_PROFILE_FILE") is { Length: > 0 } path)
            return path;

        var folder = OperatingSystem.IsWindows() ? host.Variable("APPDATA") : host.Variable("XDG_CONFIG_HOME") is { Length: > 0 } home ? home : System.IO.Path.Combine(host.Variable("HOME") ?? "", ".config");
        return System.IO.Path.Combine(folder ?? "", "iterable", "profiles.json");
    }

    /// <summary>Reads a profile; an empty one where none is asked for and there is no file.</summary>
    /// <exception cref="ToolException">The profile that is asked for is not there, or cannot be one.</exception>
    public static async Task<ProfileFile> ReadAsync(string? name, ToolHost host, CancellationToken cancellationToken)
    {
        name ??= host.Variable("ITERABLE_PROFILE") is { Length: > 0 } variable ? variable : null;
        var path = Path(host);
        if (!File.Exists(path))
            return name is null ? new ProfileFile(Default, null, null, null, false) : throw ToolException.Usage($"There is no {path}, which would hold the profile {name}.");

        WarnIfOpen(path, host);
        var profiles = await JsonFile.ReadAsync(path, cancellationToken).ConfigureAwait(false) as JObject ?? throw ToolException.Usage($"{path} is no object of profiles.");
        var place = $"the profile {name ?? Default} of {path}";
        if (profiles.Property(name ?? Default, StringComparison.OrdinalIgnoreCase) is { } profile)
            return Of(new MemberReader(Capitalised(profile.Value, place), place), place);

        return name is null
            ? new ProfileFile(Default, null, null, null, false)
            : throw ToolException.Usage($"{path} has no profile {name}; it has {string.Join(", ", profiles.Properties().Select(property => property.Name))}.");
    }

    private static ProfileFile Of(MemberReader members, string place)
    {
        var profile = new ProfileFile(
            place, members.OptionalText("ApiKey"), members.OptionalText("DataCenter"), members.OptionalText("BaseAddress"), members.OptionalFlag("AllowInsecureHttp") ?? false);
        members.Finish("A profile has ApiKey, DataCenter, BaseAddress and AllowInsecureHttp.");
        return profile;
    }

    // Names of a configuration are without case.
    private static JObject Capitalised(JToken profile, string place)
    {
        var members = profile as JObject ?? throw ToolException.Usage($"{place} is no object.");
        var capitalised = new JObject();
        foreach (var (name, value) in members)
        {
            var known = new[] { "ApiKey", "DataCenter", "BaseAddress", "AllowInsecureHttp" }.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
            if (!capitalised.TryAdd(known, value))
                throw ToolException.Usage($"{place} has {known} twice.");
        }

        return capitalised;
    }

    private static void WarnIfOpen(string path, ToolHost host)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            host.Warn($"{path} holds keys and can be read by other users of this machine: chmod 600 {path}");
    }
}
