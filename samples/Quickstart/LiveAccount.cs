using Iterable.Generated;

namespace Quickstart;

/// <summary>A real account, as the environment names it.</summary>
internal static class LiveAccount
{
    public const string KeyVariable = "ITERABLE_API_KEY";
    public const string DataCenterVariable = "ITERABLE_DATA_CENTER";

    /// <summary>Reads the account from the environment.</summary>
    /// <returns>The options; or, when something is missing, null with one line that says what.</returns>
    public static IterableClientOptions? FromEnvironment(Func<string, string?> variable, out string problem)
    {
        problem = "";
        var key = variable(KeyVariable);
        if (string.IsNullOrWhiteSpace(key))
        {
            problem = $"{KeyVariable} is not set: give it a server-side API key of the project to write to.";
            return null;
        }

        IterableDataCenter? dataCenter = variable(DataCenterVariable)?.Trim().ToUpperInvariant() switch
        {
            null or "" or "US" or "USDC" => IterableDataCenter.UnitedStates,
            "EU" or "EDC" => IterableDataCenter.Europe,
            _ => null,
        };
        if (dataCenter is null)
        {
            problem = $"{DataCenterVariable} is \"{variable(DataCenterVariable)}\": it can be US (the default) or EU.";
            return null;
        }

        return new IterableClientOptions { ApiKey = key, DataCenter = dataCenter.Value };
    }
}
