using Iterable.Generated;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Ingestion;

/// <summary>The way in over HTTP, and the way to look after what was refused. They have no authentication: put your own before them.</summary>
public static class IngestionEndpoints
{
    public static void MapQueue(this WebApplication app)
    {
        app.MapPost("/users", (UserUpdateRequest[] updates, IngestionQueue queue) => AcceptAsync(() => queue.AddAsync(updates)));
        app.MapPost("/events", (TrackEventRequest[] events, IngestionQueue queue) => AcceptAsync(() => queue.AddAsync(events)));
    }

    public static void MapRefused(this WebApplication app)
    {
        app.MapGet("/refused", (int? limit, RefusedRecords refused, CancellationToken cancellationToken) => refused.ListAsync(limit ?? 100, null, cancellationToken));
        app.MapPost("/refused/replay", async (Replay replay, CancellationToken cancellationToken) => new { replayed = await replay.AsTheyAreAsync(cancellationToken) });
        app.MapPost("/refused/{id:guid}/user", (Guid id, UserUpdateRequest update, Replay replay, CancellationToken cancellationToken) =>
            CorrectAsync(() => replay.CorrectedAsync(id, IngestRecord.Of(update), cancellationToken)));
        app.MapPost("/refused/{id:guid}/event", (Guid id, TrackEventRequest item, Replay replay, TimeProvider time, CancellationToken cancellationToken) =>
            CorrectAsync(() => replay.CorrectedAsync(id, IngestRecord.Of(item, time.GetUtcNow()), cancellationToken)));
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
    }

    private static async Task<IResult> AcceptAsync(Func<Task> add)
    {
        try
        {
            await add();
            return Results.Accepted();
        }
        catch (ArgumentException e)
        {
            return Results.BadRequest(e.Message);
        }
    }

    private static async Task<IResult> CorrectAsync(Func<Task<bool>> correct)
    {
        try
        {
            return await correct() ? Results.Accepted() : Results.NotFound();
        }
        catch (ArgumentException e)
        {
            return Results.BadRequest(e.Message);
        }
    }
}
