using System.Diagnostics;
using System.Globalization;

namespace Iterable.Generated.Testing.Tests.Simulation;

/// <summary>
/// The program that runs simulations. It is one of its own, since the pool of a process can be given one thread only before it begins; with one, the order of all that happens
/// follows from the seed.
/// </summary>
internal static class Simulator
{
    public const string Command = "simulate";

    // A server remembers its projects; a new one now and then keeps the memory small.
    private const int RunsOfOneServer = 200;

    /// <summary>Starts it.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many seeds, one after another.</param>
    /// <param name="what">What it prints.</param>
    public static Process Start(int first, int count, SimulatorOutput what) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [typeof(Simulator).Assembly.Location, Command, first.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture), what.ToString()])
    {
        RedirectStandardOutput = true,
        Environment = { ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1", ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1" },
    })!;

    /// <summary>Runs seeds one after another.</summary>
    /// <returns>0 when nothing is wrong with any.</returns>
    public static int Run(int first, int count, SimulatorOutput what)
    {
        var (failed, done) = (0, 0);
        while (done < count)
        {
            var server = IterableTestServer.StartAsync(new IterableTestServerOptions { EnforceRateLimits = true, JournalCapacity = 1_000_000 }).GetAwaiter().GetResult();
            for (var run = 0; run < RunsOfOneServer && done < count; run++, done++)
            {
                var (trace, violations) = World.Run(server, first + done, what == SimulatorOutput.CarelessFailures);
                failed += violations.Count > 0 ? 1 : 0;
                Console.Out.WriteLine(what switch
                {
                    SimulatorOutput.Traces => $"seed {first + done}:\n{string.Join('\n', trace)}",
                    _ when violations.Count > 0 => $"seed {first + done}: {string.Join("; ", violations)}",
                    _ => $"seed {first + done}",
                });
            }

            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        return failed == 0 ? 0 : 1;
    }
}

/// <summary>What the simulator prints of a run.</summary>
internal enum SimulatorOutput
{
    /// <summary>The seed, and what is wrong.</summary>
    Failures,

    /// <summary>All that happens.</summary>
    Traces,

    /// <summary>The same as failures, with workers that note records as done too early.</summary>
    CarelessFailures,
}
