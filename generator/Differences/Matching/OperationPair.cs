using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Matching;

/// <summary>An operation before and now.</summary>
internal sealed class OperationPair
{
    public OperationPair(OperationView before, OperationView after)
    {
        (Before, After) = (before, after);
        var (removed, added) = (before.Parameters.ToList(), after.Parameters.ToList());
        var pairs = new List<(ParameterView Before, ParameterView After)>();
        Take((one, other) => one.In == other.In && one.Name == other.Name);
        Take((one, other) => one.In is "path" && other.In is "path" && before.Route == after.Route && PlaceIn(before, one) == PlaceIn(after, other));
        Take((one, other) => one.Name == other.Name);
        Take((one, other) => one.In == other.In && one.Argument == other.Argument);
        (Parameters, RemovedParameters, AddedParameters) = (pairs, removed, added);

        void Take(Func<ParameterView, ParameterView, bool> areOne)
        {
            foreach (var one in removed.ToList())
            {
                if (added.Find(other => areOne(one, other)) is not { } match)
                    continue;

                removed.Remove(one);
                added.Remove(match);
                pairs.Add((one, match));
            }
        }
    }

    public OperationView Before { get; }

    public OperationView After { get; }

    public IReadOnlyList<(ParameterView Before, ParameterView After)> Parameters { get; }

    public IReadOnlyList<ParameterView> RemovedParameters { get; }

    public IReadOnlyList<ParameterView> AddedParameters { get; }

    private static int PlaceIn(OperationView operation, ParameterView parameter) => operation.PathNames.ToList().IndexOf(parameter.Name);
}
