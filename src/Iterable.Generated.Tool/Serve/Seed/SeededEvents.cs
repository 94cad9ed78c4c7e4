using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;

namespace Iterable.Generated.Tool.Serve.Seed;

/// <summary>Events, the messages that wait for users, and what is exported beyond them.</summary>
internal static class SeededEvents
{
    public static void Add(MemberReader item, IterableTestProject project)
    {
        var (name, email, time, fields) = (item.Text("eventName"), item.Text("email"), item.OptionalTime("createdAt", Now), item.OptionalMembers("dataFields"));
        item.Finish("An event has eventName, email, createdAt and dataFields.");
        project.Events.Add(name, email, time, fields);
    }

    public static void AddInApp(MemberReader message, IterableTestProject project)
    {
        var email = message.Text("email");
        project.InAppMessages.Add(email, message.Rest());
    }

    public static void AddEmbedded(MemberReader message, IterableTestProject project)
    {
        var (email, placementId) = (message.Text("email"), message.Integer("placementId"));
        project.EmbeddedMessages.Add(email, placementId, message.Rest());
    }

    /// <summary>Records by the type of data.</summary>
    public static void AddExports(MemberReader seed, string name, IterableTestProject project)
    {
        if (seed.OptionalMembers(name) is not { } exports)
            return;

        var types = new MemberReader(exports, $"{seed.Place}.{name}");
        foreach (var type in types.Names)
        {
            foreach (var (value, place) in types.Items(type))
            {
                var record = new MemberReader(value, place);
                var time = record.OptionalTime("createdAt", Now) ?? throw ToolException.Usage($"{place} has no createdAt, which decides the windows it is in.");
                project.Exports.Add(type, time, record.Rest());
            }
        }
    }

    public static void AddGenerated(MemberReader export, IterableTestProject project)
    {
        var (type, count, seed) = (export.Text("dataType"), export.Integer("count"), export.OptionalInteger("seed") ?? 0);
        var (start, end) = (export.OptionalTime("start", Now) ?? Now.AddDays(-1), export.OptionalTime("end", Now) ?? Now);
        export.Finish("Generated records have dataType, count, start, end and seed.");
        project.Exports.AddGenerated(type, count, start, end, unchecked((int)seed));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
