[assembly: HostingStartup(typeof(Webhooks.StopAfterTheFirst))]

namespace Webhooks;

/// <summary>Ends the application when it has taken an event, so that a test can read what it said.</summary>
public sealed class StopAfterTheFirst : IHostingStartup, IStartupFilter
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            await rest(context);
            if (context.Request.Path.StartsWithSegments("/hooks") && context.Response.StatusCode == StatusCodes.Status200OK)
                context.RequestServices.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        });
        next(app);
    };
}
