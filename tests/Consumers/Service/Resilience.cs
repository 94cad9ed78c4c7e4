using Iterable.Generated;

namespace Service;

/// <summary>A message that must not go out twice, and a read that may be repeated, among handlers that repeat everything.</summary>
internal static class Resilience
{
    public static async Task Run(long campaign, Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConsole());
        register(services);
        await using var provider = services.BuildServiceProvider();
        await Try("send", provider.GetRequiredService<IEmailClient>().SendTransactionalEmailAsync(new TargetEmailRequest(campaign) { RecipientEmail = "ada@example.com" }));
        await Try("read", provider.GetRequiredService<IListsClient>().ListListsAsync());
    }

    private static async Task Try(string name, Task call)
    {
        try
        {
            await call;
            Console.WriteLine($"{name}: done");
        }
        catch (Exception e)
        {
            Console.WriteLine($"{name}: {e.GetType().Name}");
        }
    }
}
