namespace Iterable.Build.Tests;

/// <summary>How a command ended, and what it printed.</summary>
internal sealed record BuildResult(int ExitCode, string Output)
{
    /// <summary>Whether this build turned the specifications into code, or found that nothing had changed.</summary>
    public bool Generated => Output.Contains("Generating the clients", StringComparison.Ordinal);

    public BuildResult ShouldSucceed()
    {
        Assert.That(ExitCode, Is.Zero, Output);
        return this;
    }
}
