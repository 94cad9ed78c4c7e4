namespace Iterable.Generated.Testing.Tests.Simulation;

/// <summary>Something that goes wrong, or is done to a worker, at some time of a run.</summary>
internal sealed record Trouble(TroubleKind Kind, TimeSpan At, TimeSpan Length, int Which)
{
    /// <summary>Whether the service may refuse calls for its limit then, though all keep to what is promised.</summary>
    public bool MayExceedLimit => Kind is TroubleKind.StoreAway or TroubleKind.StoreSilent or TroubleKind.StoreForgets or TroubleKind.Limited;

    // Half of all is that a process ends: that is what happens every day.
    public static Trouble Some(Random dice) => new(
        dice.Next(2) == 0 ? (TroubleKind)dice.Next(3) : (TroubleKind)dice.Next(Enum.GetValues<TroubleKind>().Length),
        TimeSpan.FromMilliseconds(dice.Next(0, 6000)),
        TimeSpan.FromMilliseconds(dice.Next(1, 10) * dice.Next(1, 3000)),
        dice.Next(1000));

    public async Task HappenAsync(World world, CancellationToken ended)
    {
        try
        {
            await Task.Delay(At, world.Clock, ended);
            world.Note(ToString());
            await BeginAsync(world, world.Workers[Which % world.Workers.Count], ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }

    private async Task BeginAsync(World world, Worker worker, CancellationToken ended)
    {
        switch (Kind)
        {
            case TroubleKind.Kill:
                worker.Life.Kill();
                break;
            case TroubleKind.KillAtStep:
                worker.Life.KillAfter(steps: Which % 40);
                break;
            case TroubleKind.Stop:
                await worker.Life.StopAsync();
                break;
            case TroubleKind.ServiceAway:
                world.IsServiceAway = true;
                await Task.Delay(Length, world.Clock, ended);
                world.IsServiceAway = false;
                break;
            case TroubleKind.ServiceRestarts:
                world.Restarts++;
                break;
            case TroubleKind.StoreAway:
                world.Store.IsAway = true;
                await Task.Delay(Length, world.Clock, ended);
                world.Store.IsAway = false;
                break;
            case TroubleKind.StoreSilent:
                world.Store.IsSilent = true;
                await Task.Delay(Length, world.Clock, ended);
                world.Store.IsSilent = false;
                break;
            case TroubleKind.StoreForgets:
                world.Store.Forget();
                break;
            default:
                Order(world.Server.Faults.ForAnyRequest().Times(1 + (Which % 6)));
                break;
        }
    }

    private void Order(IterableTestFault fault)
    {
        switch (Kind)
        {
            case TroubleKind.InternalError:
                fault.RespondError(HttpStatusCode.InternalServerError, "GenericError", "Please try again later");
                break;
            case TroubleKind.BadGateway:
                fault.RespondHtml(HttpStatusCode.BadGateway);
                break;
            case TroubleKind.LostAnswer:
                fault.LoseAnswer();
                break;
            case TroubleKind.CutConnection:
                fault.CutConnection();
                break;
            case TroubleKind.Limited:
                fault.RateLimited(rateLimitReset: TimeSpan.FromSeconds(1.5));
                break;
            default:
                throw new InvalidOperationException($"{Kind} is no fault of a call.");
        }
    }
}

/// <summary>The first three end a process.</summary>
internal enum TroubleKind
{
    /// <summary>A worker's process is killed.</summary>
    Kill,

    /// <summary>A worker's process is killed some steps later: before it sends, before it sees an answer, before or after it writes.</summary>
    KillAtStep,

    /// <summary>A worker is asked to stop, and started again.</summary>
    Stop,

    ServiceAway,
    ServiceRestarts,
    StoreAway,
    StoreSilent,
    StoreForgets,
    InternalError,
    BadGateway,
    LostAnswer,
    CutConnection,
    Limited,
}
