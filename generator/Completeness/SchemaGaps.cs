namespace Iterable.Generator.Completeness;

/// <summary>Finds the members and values of a schema of the reference that the schemas of the prepared document lack, at any depth.</summary>
/// <param name="reference">The reference.</param>
/// <param name="prepared">The prepared document.</param>
/// <param name="add">Takes what the reference has, the code, what is missing, and its path inside the schema.</param>
internal sealed class SchemaGaps(JObject reference, JObject prepared, Action<JToken, string, string, string> add)
{
    // Schemas refer to themselves; a pair that is under comparison, or was, says nothing new.
    private readonly HashSet<(JObject, JObject?)> _compared = [];

    /// <summary>Compares a schema with those that stand for it.</summary>
    public void Compare(JToken expected, IReadOnlyList<JToken> ours, string path = "")
    {
        var (theirs, own) = (new SchemaParts(reference, [expected]), new SchemaParts(prepared, ours));
        if (theirs.First is not { } first || !_compared.Add((first, own.First)))
            return;

        CompareValues(theirs, own, path);
        CompareMembers(theirs, own, path);
        if (theirs.Items.Count > 0 && own.Items.Count == 0)
            add(theirs.First, DiagnosticCode.MissingMember, "a list", path);
        foreach (var items in own.Items.Count > 0 ? theirs.Items : [])
            Compare(items, own.Items, $"{path}[]");
        foreach (var values in theirs.Values)
            CompareMap(values, own, Join(path, "*"));
    }

    private void CompareMembers(SchemaParts theirs, SchemaParts own, string path)
    {
        var owner = theirs.Name is { } name ? $" of {name}" : "";
        foreach (var member in theirs.Members)
        {
            var counterparts = own.Member(member.Name);
            if (counterparts.Count == 0)
                add(member, DiagnosticCode.MissingMember, $"the member `{member.Name}`{owner}", Join(path, member.Name));
            else
                Compare(member.Value, counterparts, Join(path, member.Name));
        }
    }

    private void CompareValues(SchemaParts theirs, SchemaParts own, string path)
    {
        var known = own.Enums.SelectMany(values => values).ToHashSet(JToken.EqualityComparer);
        foreach (var values in theirs.Enums)
        {
            var missing = values.Where(value => !known.Contains(value)).ToList();
            if (missing.Count > 0)
                add(values, DiagnosticCode.MissingValue, $"the {(missing.Count == 1 ? "value" : "values")} {string.Join(", ", missing)}", path);
        }
    }

    private void CompareMap(JToken values, SchemaParts own, string path)
    {
        if (own.Values.Count > 0)
            Compare(values, own.Values, path);
        else if (new SchemaParts(reference, [values]).HasStructure)
            add(values, DiagnosticCode.MissingMember, "the type of a map's values", path);
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
