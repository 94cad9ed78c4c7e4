using Iterable.Generated;
using Iterable.Generated.Testing;
using Quickstart;

var report = new ConsoleReport(Console.Out);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    switch (args)
    {
        case []:
            return await OnLoopbackAsync();
        case ["--live"]:
            return await LiveAsync();
        default:
            Console.Error.WriteLine("Usage: dotnet run --project samples/Quickstart [-- --live]");
            return 2;
    }
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}
catch (Exception e) when (e is IterableException or ArgumentException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

async Task<int> OnLoopbackAsync()
{
    await using var server = await IterableTestServer.StartAsync(cancellationToken: stop.Token);
    Console.WriteLine($"An Iterable server of this process answers at {server.BaseAddress}; no account is used.");
    server.Catalogs.Add(Walkthrough.CatalogName);
    var campaignId = server.Campaigns.Add(new { name = "Welcome", type = "Triggered", messageMedium = "Email" });

    using var iterable = server.CreateClient();
    await new Walkthrough(iterable, report).RunAsync(campaignId, stop.Token);
    return 0;
}

async Task<int> LiveAsync()
{
    if (LiveAccount.FromEnvironment(Environment.GetEnvironmentVariable, out var problem) is not { } options)
    {
        Console.Error.WriteLine(problem);
        return 2;
    }

    using var iterable = new IterableClient(options);
    Console.WriteLine($"This writes to the project of {LiveAccount.KeyVariable} at {iterable.BaseAddress}:");
    Console.WriteLine($"  users {Walkthrough.Users}; events \"{Walkthrough.EventName}\"; the list \"{Walkthrough.ListName}\"; items of the catalog \"{Walkthrough.CatalogName}\". No message is sent.");
    await new Walkthrough(iterable, report).RunAsync(campaignId: null, stop.Token);
    return 0;
}
