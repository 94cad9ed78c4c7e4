using Iterable.Generated.ScaleBenchmarks;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

/// <summary>The servers of a test, where they are installed.</summary>
internal static class Servers
{
    /// <summary>When this is <c>required</c>, a test whose server is not installed fails instead of being left out.</summary>
    private const string Variable = "ITERABLE_TEST_SERVERS";

    public static async Task<StoreServer> StartAsync(string store)
    {
        Need(store);
        return await StoreServer.StartAsync(store);
    }

    /// <summary>Leaves a test out that starts a server by itself.</summary>
    public static void Need(string store)
    {
        if (StoreServer.Missing(store) is { } missing)
        {
            if (Environment.GetEnvironmentVariable(Variable) == "required")
                Assert.Fail($"{missing} {Variable} says that it is required.");
            Assert.Ignore(missing);
        }
    }
}
