using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Serve.Seed;

/// <summary>The data of a project as one JSON object, section by section. What it names is added to what is there.</summary>
internal static class SeedFile
{
    private static readonly (string Name, Action<MemberReader, string, IterableTestProject> Apply)[] Sections =
    [
        ("settings", (seed, name, project) => SeededSettings.Apply(seed, name, project)),
        ("keys", (seed, name, project) => Each(seed, name, key => SeededSettings.AddKey(key, project))),
        ("users", (seed, name, project) => Each(seed, name, user => SeededUsers.Add(user, project))),
        ("lists", (seed, name, project) => Each(seed, name, list => SeededUsers.AddList(list, project))),
        ("templates", (seed, name, project) => SeededResources.Add(seed, name, project.Templates)),
        ("channels", (seed, name, project) => SeededResources.Add(seed, name, project.Channels)),
        ("messageTypes", (seed, name, project) => SeededResources.Add(seed, name, project.MessageTypes)),
        ("campaigns", (seed, name, project) => SeededResources.Add(seed, name, project.Campaigns)),
        ("journeys", (seed, name, project) => SeededResources.Add(seed, name, project.Journeys)),
        ("experiments", (seed, name, project) => SeededResources.Add(seed, name, project.Experiments)),
        ("webhooks", (seed, name, project) => SeededResources.Add(seed, name, project.Webhooks)),
        ("snippets", (seed, name, project) => Each(seed, name, snippet => SeededResources.AddSnippet(snippet, project))),
        ("campaignMetrics", (seed, name, project) => Each(seed, name, row => SeededResources.AddMetrics(row, project.CampaignMetrics))),
        ("experimentMetrics", (seed, name, project) => Each(seed, name, row => SeededResources.AddMetrics(row, project.ExperimentMetrics))),
        ("catalogs", SeededTables.AddCatalogs),
        ("metadata", SeededTables.AddMetadata),
        ("events", (seed, name, project) => Each(seed, name, item => SeededEvents.Add(item, project))),
        ("inAppMessages", (seed, name, project) => Each(seed, name, message => SeededEvents.AddInApp(message, project))),
        ("embeddedMessages", (seed, name, project) => Each(seed, name, message => SeededEvents.AddEmbedded(message, project))),
        ("exports", SeededEvents.AddExports),
        ("generatedExports", (seed, name, project) => Each(seed, name, export => SeededEvents.AddGenerated(export, project))),
    ];

    /// <summary>Adds all of it to a project.</summary>
    /// <param name="seed">The object.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <param name="project">The project.</param>
    /// <exception cref="ToolException">Something in it cannot be; what stands before it was added.</exception>
    public static void Apply(JToken seed, string place, IterableTestProject project)
    {
        var members = new MemberReader(seed, place);
        foreach (var unknown in members.Names.Where(name => Sections.All(section => section.Name != name)))
            throw ToolException.Usage($"{place} has {unknown}, which is no section. Those are {string.Join(", ", Sections.Select(section => section.Name))}.");

        foreach (var (name, apply) in Sections)
            Guarded(place, name, () => apply(members, name, project));
    }

    private static void Each(MemberReader seed, string name, Action<MemberReader> add)
    {
        foreach (var (value, place) in seed.Items(name))
            Guarded(place, "", () => add(new MemberReader(value, place)));
    }

    // What the server itself refuses: an empty address, a key that is there twice, an id that is no number.
    private static void Guarded(string place, string name, Action apply)
    {
        try
        {
            apply();
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or FormatException or InvalidCastException)
        {
            throw ToolException.Usage($"{(name.Length == 0 ? place : $"{place}.{name}")}: {e.Message}");
        }
    }
}
