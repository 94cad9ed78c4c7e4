using Iterable.Generated;

namespace Webhooks;

/// <summary>Puts the service together: the endpoint that Iterable calls, and the question that others ask.</summary>
internal static class SuppressionService
{
    public static WebApplication Create(WebApplicationBuilder builder)
    {
        builder.Services.AddIterableWebhooks(builder.Configuration.GetSection("Iterable:Webhook"), options =>
        {
            foreach (var kind in SuppressionHandler.Kinds)
                options.Kinds.Add(kind);
        });
        builder.Services.AddSingleton(_ => SuppressionList.Open(builder.Configuration["Suppression:File"] ?? "suppressed.ndjson"));
        builder.Services.AddScoped<SuppressionHandler>();
        builder.Services.AddHealthChecks().AddIterableWebhooks();

        var app = builder.Build();

        // A list that cannot be read is told of at the start, not at the first event.
        app.Services.GetRequiredService<SuppressionList>();
        app.MapIterableWebhook<SuppressionHandler>("/hooks/iterable");
        app.MapGet("/suppressed/{email}", (string email, SuppressionList list) => list.Find(email) is { IsSuppressed: true } entry ? Results.Ok(entry) : Results.NotFound());
        app.MapHealthChecks("/health");
        return app;
    }
}
