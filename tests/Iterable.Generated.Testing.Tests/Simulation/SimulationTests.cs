using System.Globalization;
using Iterable.Generated.Tests;

namespace Iterable.Generated.Testing.Tests.Simulation;

/// <summary>
/// Workers of three kinds, each with a client of its own, on one shared limit: they are killed and stopped, the service and the store go away and come back, answers are lost. Whatever
/// happens when, each record is done, its effect is one, nothing that is done is sent again, and nobody waits for ever. More runs come with <c>ITERABLE_PROPERTY_CASES</c>, others with
/// <c>ITERABLE_PROPERTY_SEED=random</c>; <c>ITERABLE_SIMULATION_SEED</c> does one again, and prints all that happens.
/// </summary>
public sealed class SimulationTests
{
    [Test]
    public async Task Whatever_fails_when_nothing_is_lost_or_done_twice_and_nobody_waits_for_ever()
    {
        if (Environment.GetEnvironmentVariable("ITERABLE_SIMULATION_SEED") is { Length: > 0 } seed)
        {
            var (code, trace) = await SimulateAsync(int.Parse(seed, CultureInfo.InvariantCulture), 1, SimulatorOutput.Traces);
            await TestContext.Out.WriteLineAsync(trace);
            Assert.That(code, Is.Zero, trace);
            return;
        }

        var runs = Properties.Cases(100).MaxTest;
        var first = Environment.GetEnvironmentVariable("ITERABLE_PROPERTY_SEED") == "random" ? Random.Shared.Next(int.MaxValue - runs) : 1;
        var halves = await Task.WhenAll(
            SimulateAsync(first, runs / 2, SimulatorOutput.Failures),
            SimulateAsync(first + (runs / 2), runs - (runs / 2), SimulatorOutput.Failures));

        Assert.Multiple(() =>
        {
            Assert.That(halves.SelectMany(half => Lines(half.Output)).Where(line => line.Contains(':')), Is.Empty, "ITERABLE_SIMULATION_SEED=<seed> does one of them again");
            Assert.That(halves.Select(half => half.Code), Is.All.Zero);
            Assert.That(halves.Sum(half => Lines(half.Output).Count()), Is.EqualTo(runs), "a seed was not run to its end");
        });
    }

    [Test]
    public async Task The_same_seed_is_the_same_run_in_another_process()
    {
        var runs = await Task.WhenAll(SimulateAsync(1, 25, SimulatorOutput.Traces), SimulateAsync(1, 25, SimulatorOutput.Traces));

        Assert.That(Lines(runs[1].Output), Is.EqualTo(Lines(runs[0].Output)));
        Assert.That(runs[0].Output, Does.Contain("is killed").And.Contain("reserves").And.Contain("is answered 500"), "these have seen something");
    }

    [Test]
    public async Task Workers_that_note_a_record_as_done_before_it_is_are_found_to_lose_some()
    {
        var (code, output) = await SimulateAsync(1, 25, SimulatorOutput.CarelessFailures);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("took effect 0 times"));
    }

    private static async Task<(int Code, string Output)> SimulateAsync(int first, int count, SimulatorOutput what)
    {
        // Time stands still for a run that goes round in a circle.
        using var simulator = Simulator.Start(first, count, what);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        await using var end = patience.Token.Register(() => simulator.Kill());
        var output = await simulator.StandardOutput.ReadToEndAsync();
        await simulator.WaitForExitAsync();
        return (simulator.ExitCode, output);
    }

    private static IEnumerable<string> Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r'));
}
