using Iterable.Generated;

namespace Service;

/// <summary>A transport of the service's own, as it is made for a proxy: it follows redirects unless somebody stops it.</summary>
internal static class Proxy
{
    public static async Task Run(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        await using var provider = services.BuildServiceProvider();
        Console.WriteLine(await provider.GetRequiredService<IEmailClient>().ViewEmailInBrowserAsync("m-1", email: "ada@example.com"));
        try
        {
            await provider.GetRequiredService<IListsClient>().ListListsAsync();
        }
        catch (IterableException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
