using System.Diagnostics;
using System.Globalization;

namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>The program that is killed: it sends the users of a file, one a line, and keeps in another file how far it has come.</summary>
internal static class KilledImport
{
    public const string Command = "import";

    /// <summary>Goes on from where it was killed.</summary>
    /// <param name="file">The users.</param>
    /// <param name="mark">How far it has come.</param>
    /// <param name="address">The server.</param>
    /// <param name="key">The key.</param>
    /// <param name="death">At which of its steps it kills itself; 0 for none.</param>
    /// <returns>0 when the whole file was sent.</returns>
    public static async Task<int> RunAsync(string file, string mark, Uri address, string key, int death)
    {
        void Step()
        {
            if (--death == 0)
                Process.GetCurrentProcess().Kill();
        }

        var start = File.Exists(mark) ? int.Parse(await File.ReadAllTextAsync(mark), CultureInfo.InvariantCulture) : 0;
        using var iterable = new IterableClient(new IterableClientOptions { ApiKey = key, BaseAddress = address, RateLimit = { Enabled = false } });
        var lane = iterable.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 20, MaxConcurrentCalls = 3, Linger = TimeSpan.Zero });
        var done = new BulkWatermark();
        await foreach (var outcome in lane.SendAsync(File.ReadLines(file).Skip(start).Select(User)))
        {
            if (outcome.Kind != BulkOutcomeKind.Accepted)
                return 1;

            Step();
            if (!done.Advance(outcome))
                continue;

            // A file is replaced at one go, or it is not.
            await File.WriteAllTextAsync(mark + ".new", (start + done.Count).ToString(CultureInfo.InvariantCulture));
            Step();
            File.Move(mark + ".new", mark, overwrite: true);
            Step();
        }

        return 0;
    }

    private static UserUpdateRequest User(string line) => new() { Email = $"user{line}@example.com", DataFields = new JObject { ["line"] = int.Parse(line, CultureInfo.InvariantCulture) } };
}
