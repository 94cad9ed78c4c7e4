using System.Text.Json;

namespace Iterable.Mutation;

/// <summary>Why a mutant that survives changes nothing. Lines move, so that the code itself says which mutant it is.</summary>
internal sealed record Explanation(string File, string Member, string Kind, string Text, string Why)
{
    public static IReadOnlyList<Explanation> ReadAll(string path) => JsonSerializer.Deserialize<List<Explanation>>(System.IO.File.ReadAllText(path), JsonSerializerOptions.Web) ?? [];

    public bool Fits(Mutant mutant) => (mutant.File, mutant.Member, mutant.Kind, mutant.Text) == (File, Member, Kind, Text);

    public override string ToString() => $"{File} {Member}, {Kind}: {Text}";
}
