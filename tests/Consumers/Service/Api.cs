using System.Text;
using Iterable.Generated;

namespace Service;

/// <summary>A minimal API that takes models and returns them.</summary>
internal static class Api
{
    private const string Update = """{"email":"ada@example.com","dataFields":{"plan":"pro","since":"2026-11-26T09:30:00+02:00","tags":["a"],"total":12345678901234567.89}}""";

    public static async Task Run(Action<IServiceCollection> register)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        register(builder.Services);
        await using var app = builder.Build();
        app.MapPost("/users", async (UserUpdateRequest update, IUsersClient users) =>
        {
            await users.UpdateUserAsync(update);
            return update;
        });
        app.MapGet("/users/{email}", (string email, IUsersClient users) => users.GetUserByEmailAsync(email));
        app.MapGet("/kinds", () => new Dictionary<ExportDataType, SubscriptionGroup> { [ExportDataType.EmailOpen] = SubscriptionGroup.MessageType });
        await app.StartAsync();

        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var posted = await http.PostAsync("users", new StringContent(Update, Encoding.UTF8, "application/json"));
        Console.WriteLine(await posted.Content.ReadAsStringAsync());
        Console.WriteLine(await http.GetStringAsync("users/ada@example.com"));
        Console.WriteLine(await http.GetStringAsync("kinds"));
    }
}
