namespace Iterable.Generated.Tests.Retries;

public class RetryOptionsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Test]
    public void The_defaults_are_those_that_are_documented()
    {
        var options = new IterableRetryOptions();

        Assert.That(
            (options.MaxRetries, options.BaseDelay, options.MaxDelay, options.MaxElapsedTime, options.GenerateIds),
            Is.EqualTo((4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3), false)));
    }

    [Test]
    public void What_makes_sense_at_the_bounds_is_taken()
    {
        IterableRetryOptions[] sound =
        [
            new() { MaxRetries = 0 },
            new() { BaseDelay = Tick },
            new() { BaseDelay = TimeSpan.FromSeconds(30), MaxDelay = TimeSpan.FromSeconds(30) },
            new() { MaxDelay = Day },
            new() { MaxElapsedTime = TimeSpan.Zero },
        ];

        Assert.That(sound.Select(options => options.CheckedCopy()), Has.None.Null);
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new("Retry.MaxRetries cannot be negative.", new IterableRetryOptions { MaxRetries = -1 });
        yield return new("Retry.BaseDelay has to be more than zero.", new IterableRetryOptions { BaseDelay = TimeSpan.Zero });
        yield return new("Retry.MaxDelay has to be at least BaseDelay and at most a day.", new IterableRetryOptions { MaxDelay = TimeSpan.FromSeconds(1) - Tick });
        yield return new("Retry.MaxDelay has to be at least BaseDelay and at most a day.", new IterableRetryOptions { MaxDelay = Day + Tick });
        yield return new("Retry.MaxElapsedTime cannot be negative.", new IterableRetryOptions { MaxElapsedTime = -Tick });
    }

    [TestCaseSource(nameof(Refused))]
    public void What_makes_none_is_refused_by_its_name(string reason, object options) =>
        Assert.That(() => ((IterableRetryOptions)options).CheckedCopy(), Throws.ArgumentException.With.Message.Contains(reason));

    [Test]
    public void The_service_can_ask_for_the_longer_of_both_times()
    {
        Assert.That(new IterableRetryOptions { MaxDelay = Day }.LongestWait, Is.EqualTo(Day));
        Assert.That(new IterableRetryOptions().LongestWait, Is.EqualTo(TimeSpan.FromMinutes(3)));
    }
}
