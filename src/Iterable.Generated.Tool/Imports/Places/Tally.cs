using Newtonsoft.Json;

namespace Iterable.Generated.Tool.Imports.Places;

/// <summary>What became of the rows so far. Nothing of a row is in it but its line.</summary>
internal sealed class Tally
{
    private const int MostNames = 100;

    /// <summary>The rows that are dealt with, from the first one on and without a gap.</summary>
    public long Rows { get; set; }

    public long Accepted { get; set; }

    /// <summary>Those of <see cref="Accepted" /> of which Iterable dropped fields.</summary>
    public long WithoutFields { get; set; }

    public SortedSet<string> DroppedFields { get; set; } = new(StringComparer.Ordinal);

    /// <summary>What was refused, by reasons.</summary>
    public SortedDictionary<string, RefusalTally> Reasons { get; set; } = new(StringComparer.Ordinal);

    [JsonIgnore]
    public long Refused => Reasons.Values.Sum(reason => reason.Count);

    public void Accept(IReadOnlyList<string> droppedFields)
    {
        Rows++;
        Accepted++;
        WithoutFields += droppedFields.Count > 0 ? 1 : 0;
        foreach (var field in droppedFields.Where(_ => DroppedFields.Count < MostNames))
            DroppedFields.Add(field);
    }

    public void Refuse(string reason, long line, IEnumerable<string> details)
    {
        Rows++;
        if (!Reasons.TryGetValue(reason, out var refusals))
            Reasons[reason] = refusals = new RefusalTally();
        refusals.Add(line, details);
    }
}

/// <summary>What was refused for one reason.</summary>
internal sealed class RefusalTally
{
    private const int MostLines = 5;
    private const int MostDetails = 10;

    public long Count { get; set; }

    /// <summary>The lines of the first ones.</summary>
    public List<long> Lines { get; set; } = [];

    /// <summary>What is known beside the reason, of the first ones.</summary>
    public SortedSet<string> Details { get; set; } = new(StringComparer.Ordinal);

    public void Add(long line, IEnumerable<string> details)
    {
        Count++;
        if (Lines.Count < MostLines)
            Lines.Add(line);
        foreach (var detail in details.Where(_ => Details.Count < MostDetails))
            Details.Add(detail);
    }
}
