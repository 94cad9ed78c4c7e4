using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Serve.Seed;

/// <summary>The settings of a project, of its export jobs, and its keys.</summary>
internal static class SeededSettings
{
    public static void Apply(MemberReader seed, string name, IterableTestProject project)
    {
        if (seed.OptionalMembers(name) is not { } members)
            return;

        var settings = new MemberReader(members, $"{seed.Place}.{name}");
        if (Choice<IterableTestIdentity>(settings, "identity") is { } identity)
            project.Identity = identity;
        if (Choice<IterableTestUnknownUsers>(settings, "unknownUsers") is { } unknownUsers)
            project.UnknownUsers = unknownUsers;
        if (settings.OptionalFlag("createNewFields") is { } createNewFields)
            project.CreateNewFields = createNewFields;
        project.DisallowEvents([.. settings.Items("disallowedEvents").Select(item => item.Value.Type == JTokenType.String ? (string)item.Value! : throw ToolException.Usage($"{item.Place} is no text."))]);

        var jobs = project.Exports.Jobs;
        if (settings.OptionalInteger("maxFileSize") is { } maxFileSize)
            jobs.MaxFileSize = checked((int)maxFileSize);
        if (settings.OptionalInteger("filesPerStep") is { } filesPerStep)
            jobs.FilesPerStep = checked((int)filesPerStep);
        if (settings.OptionalInteger("truncateAt") is { } truncateAt)
            jobs.TruncateAt = truncateAt;
        if (settings.OptionalSeconds("linkLifetime") is { } linkLifetime)
            jobs.LinkLifetime = linkLifetime;
        settings.Finish("Settings are identity, unknownUsers, createNewFields, disallowedEvents, maxFileSize, filesPerStep, truncateAt and linkLifetime.");
    }

    public static void AddKey(MemberReader key, IterableTestProject project)
    {
        var type = new IterableKeyType(key.Text("type"));
        var known = IterableOperations.All.SelectMany(operation => operation.KeyTypes).Distinct().ToList();
        if (!known.Contains(type))
            throw ToolException.Usage($"{key.Place}.type is {type.Value}, which no operation knows. It can be {string.Join(", ", known.Select(one => one.Value).Order(StringComparer.Ordinal))}.");
        var (value, requiresJwt, secret) = (key.OptionalText("value"), key.OptionalFlag("requiresJwt") ?? false, key.OptionalText("jwtSecret"));
        key.Finish("A key has type, value, requiresJwt and jwtSecret.");
        project.CreateApiKey(type, requiresJwt, value, secret);
    }

    private static T? Choice<T>(MemberReader members, string name)
        where T : struct, Enum
    {
        if (members.OptionalText(name) is not { } text)
            return null;

        var names = Enum.GetNames<T>().Select(value => char.ToLowerInvariant(value[0]) + value[1..]).ToList();
        return names.IndexOf(text) is >= 0 and var index
            ? Enum.GetValues<T>()[index]
            : throw ToolException.Usage($"{members.Place}.{name} is {text}. It can be {string.Join(", ", names)}.");
    }
}
