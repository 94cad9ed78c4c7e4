namespace Iterable.Generated.Tests.Callbacks;

/// <summary>Runs a scene by its name in a process of its own; an exception in the callback of a timer or a token ends that.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        await CallbackScenes.All[arguments[0]]();
        Console.Write("done");
        return 0;
    }
}
