namespace Iterable.Generated.Tests.RateLimits;

/// <summary>A clock that lets something else happen at the moment when it is asked for the time.</summary>
internal sealed class InterruptingTime : VirtualTime
{
    public Action? Interrupt { get; set; }

    public override long GetTimestamp()
    {
        Interrupt?.Invoke();
        return base.GetTimestamp();
    }
}
