namespace Iterable.Generated;

/// <summary>Counts up to where numbers are there without a gap, when they come in another order.</summary>
internal sealed class SequencePrefix
{
    private readonly HashSet<long> _ahead = [];

    /// <summary>The first number that has not come.</summary>
    public long Next { get; private set; }

    /// <summary>Takes a number.</summary>
    /// <returns>Whether <see cref="Next" /> has moved.</returns>
    public bool Add(long number)
    {
        if (number >= Next)
            _ahead.Add(number);
        var before = Next;
        while (_ahead.Remove(Next))
            Next++;
        return Next > before;
    }
}
