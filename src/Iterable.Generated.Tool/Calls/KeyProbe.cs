using System.Globalization;
using Iterable.Generated.Tool.Connections;

namespace Iterable.Generated.Tool.Calls;

/// <summary>Finds out about a key by a call that reads and that only server-side keys may make: what the service answers tells the rest.</summary>
internal static class KeyProbe
{
    public static async Task<KeyFindings> AskAsync(Connection project, TimeProvider time, CancellationToken cancellationToken)
    {
        var (refusal, skew) = await TryAsync(project, project.Options.DataCenter, time, cancellationToken).ConfigureAwait(false);
        if (refusal is null)
            return new KeyFindings(true, IterableKeyType.Server, null, skew);
        if ((string?)refusal.Params?["apiKeyType"] is { } said)
            return new KeyFindings(true, TypeOf(said), null, skew);
        if (project.Options.BaseAddress is not null)
            return new KeyFindings(false, null, refusal.Message, skew);

        // Keys do not cross data centers, and this is what is most often wrong.
        var other = project.Options.DataCenter == IterableDataCenter.Europe ? IterableDataCenter.UnitedStates : IterableDataCenter.Europe;
        var (there, _) = await TryAsync(project, other, time, cancellationToken).ConfigureAwait(false);
        var worksThere = there is null || there.Params?["apiKeyType"] is not null;
        return new KeyFindings(
            false, null, worksThere ? $"It is a key of the other data center: set ITERABLE_DATA_CENTER to {(other == IterableDataCenter.Europe ? "EU" : "US")}." : refusal.Message, skew);
    }

    private static async Task<(IterableUnauthorizedException? Refusal, TimeSpan? Skew)> TryAsync(
        Connection project, IterableDataCenter dataCenter, TimeProvider time, CancellationToken cancellationToken)
    {
        TimeSpan? skew = null;
        var options = new IterableClientOptions
        {
            ApiKey = project.Options.ApiKey,
            DataCenter = dataCenter,
            BaseAddress = project.Options.BaseAddress,
            AllowInsecureHttp = project.Options.AllowInsecureHttp,
            IncludeApiMessages = project.Options.IncludeApiMessages,
            TimeProvider = project.Options.TimeProvider,
        };
        using var iterable = Connection.Open(project with { Options = options });
        try
        {
            var watched = iterable.With(new IterableCallOptions { OnResponse = response => skew = Skew(response, time.GetUtcNow()) });
            await watched.Webhooks.ListWebhooksAsync(cancellationToken).ConfigureAwait(false);
            return (null, skew);
        }
        catch (IterableUnauthorizedException e)
        {
            return (e, skew);
        }
    }

    private static TimeSpan? Skew(IterableResponseInfo response, DateTimeOffset now) =>
        response.Headers.TryGetValue("Date", out var dates) && DateTimeOffset.TryParse(dates[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var theirs)
            ? now - theirs
            : null;

    // The service spells types in its own way (ServerSide, server_side): letters alone count.
    private static IterableKeyType TypeOf(string said) =>
        IterableOperations.All.SelectMany(operation => operation.KeyTypes).Distinct().FirstOrDefault(type => Letters(type.Value) == Letters(said)) is { Value.Length: > 0 } known ? known : new IterableKeyType(said);

    private static string Letters(string text) => string.Concat(text.Replace("Side", "", StringComparison.OrdinalIgnoreCase).Where(char.IsLetter)).ToUpperInvariant();
}
