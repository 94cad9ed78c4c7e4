using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Input;

namespace Iterable.Generated.Tool.Serve.Seed;

/// <summary>Catalogs and metadata: objects by names, in which further objects are kept by names.</summary>
internal static class SeededTables
{
    public static void AddCatalogs(MemberReader seed, string name, IterableTestProject project)
    {
        foreach (var (catalog, items, place) in seed.Entries(name))
        {
            project.Catalogs.Add(catalog);
            var members = new MemberReader(items, place);
            foreach (var id in members.Names)
                project.Catalogs.AddItem(catalog, id, members.OptionalMembers(id) ?? []);
        }
    }

    public static void AddMetadata(MemberReader seed, string name, IterableTestProject project)
    {
        foreach (var (table, values, place) in seed.Entries(name))
        {
            var members = new MemberReader(values, place);
            foreach (var key in members.Names)
                project.Metadata.Set(table, key, members.OptionalMembers(key) ?? []);
        }
    }
}
