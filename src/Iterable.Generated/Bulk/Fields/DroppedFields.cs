namespace Iterable.Generated;

/// <summary>The fields that the service dropped from the records of a call, and which record has which of them.</summary>
internal sealed class DroppedFields
{
    private const int MostToldApart = 64;

    private readonly IList<string> _fields;
    private readonly ulong[] _ofRecord;
    private readonly ulong _ofNone;
    private readonly Dictionary<ulong, Verdict> _verdicts = [];

    private DroppedFields(IList<string> fields, ulong[] ofRecord)
    {
        _fields = fields;
        _ofRecord = ofRecord;
        _ofNone = ~ofRecord.Aggregate(0UL, (all, one) => all | one);
    }

    /// <summary>Looks for dropped fields in the records of a batch; null when none were dropped.</summary>
    public static DroppedFields? Of<TRecord>(LaneDefinition<TRecord> lane, Batch<TRecord> batch, IList<string>? fields)
    {
        if (fields is null or { Count: 0 })
            return null;

        var paths = fields.Take(MostToldApart).Select(field => new FieldPath(field)).ToList();
        var ofRecord = new ulong[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            var json = RecordFields.Of(lane, batch.JsonOf(i));
            for (var j = 0; j < paths.Count && !json.IsEmpty; j++)
            {
                if (paths[j].Any(json, static _ => true))
                    ofRecord[i] |= 1UL << j;
            }
        }

        return new DroppedFields(fields, ofRecord);
    }

    /// <summary>The verdict on a record that was accepted.</summary>
    public Verdict VerdictOn(int index)
    {
        var dropped = _ofRecord[index] | _ofNone;
        if (_verdicts.TryGetValue(dropped, out var verdict))
            return verdict;

        string[] names = [.. _fields.Where((_, j) => j >= MostToldApart || (dropped & (1UL << j)) != 0)];
        return _verdicts[dropped] = names.Length == 0 ? Verdict.Accepted : Verdict.AcceptedWithout(names);
    }
}
