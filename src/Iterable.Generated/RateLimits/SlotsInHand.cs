namespace Iterable.Generated;

/// <summary>Slots that were reserved and are not used yet, one interval after the other. Times are on the clock of whoever has them.</summary>
internal sealed class SlotsInHand(TimeSpan interval)
{
    public int Count { get; private set; }

    /// <summary>When the first is due.</summary>
    public TimeSpan Due { get; private set; }

    public void Put(int count, TimeSpan due) => (Count, Due) = (count, due);

    /// <summary>Leaves them unused.</summary>
    public void Drop() => Count = 0;

    /// <summary>Leaves those unused that were due before a time.</summary>
    public void DropBefore(TimeSpan time)
    {
        while (Count > 0 && Due < time)
            Next();
    }

    /// <summary>Uses one, if it is due.</summary>
    public bool Take(TimeSpan now)
    {
        if (Count == 0 || Due > now)
            return false;

        Next();
        return true;
    }

    private void Next()
    {
        Count--;
        Due += interval;
    }
}
