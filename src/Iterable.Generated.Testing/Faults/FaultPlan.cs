namespace Iterable.Generated.Testing;

/// <summary>What is to go wrong with one request.</summary>
internal sealed class FaultPlan
{
    /// <summary>How long to wait before anything is done.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>What to answer instead of doing anything.</summary>
    public Answer? Answer { get; set; }

    /// <summary>Whether to cut the connection before anything is done.</summary>
    public bool CutsConnection { get; set; }

    /// <summary>Whether to do what is asked and then cut the connection instead of answering.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>What happens in the middle of the body, or <see langword="null" />.</summary>
    public BodyBreak? BodyBreak { get; set; }

    /// <summary>Whether nothing but waiting was ordered so far, so that a further fault can be added.</summary>
    public bool IsOpen => Answer is null && !CutsConnection && !LosesAnswer && BodyBreak is null;
}
