namespace Iterable.Generated;

/// <summary>A request that is carried out at a time, which the service takes up to some days ahead.</summary>
internal interface ISchedulable
{
    (DateTimeOffset? Time, string Member, int DaysAhead) Schedule { get; }
}
