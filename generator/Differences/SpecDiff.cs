using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;
using Iterable.Generator.Differences.Rules;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences;

/// <summary>Says what a change of the specification does to the users of the SDK that is generated from it.</summary>
public static class SpecDiff
{
    /// <summary>Compares two documents, each of which is prepared or comes from <see cref="SpecSource"/>. Neither is changed.</summary>
    public static DiffReport Compare(JObject before, JObject after)
    {
        var (earlier, later) = (new ApiDocument(before), new ApiDocument(after));
        var operations = OperationMatch.Between(earlier, later);
        var models = ModelMatch.Between(earlier, later, operations);

        var changes = new ChangeList();
        var schemas = new SchemaRules(models, changes);
        ClientRules.Apply(operations, changes);
        OperationRules.Apply(operations, models, schemas, changes);
        ModelRules.Apply(models, schemas, changes);
        return new(changes.Changes);
    }
}
