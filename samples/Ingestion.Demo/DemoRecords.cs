using Iterable.Generated;
using Newtonsoft.Json.Linq;

namespace Ingestion.Demo;

/// <summary>One record of the demonstration, known by its number in what reaches the service.</summary>
internal sealed record DemoRecord(int Number, string User, bool IsUpdate)
{
    public const string Forgotten = "forgotten-";
    public const string Mistaken = "mistaken-";
    public const string Field = "number";

    /// <summary>The service refuses it until somebody puts something right: the project, or the record itself.</summary>
    public bool IsRefused => IsForgotten || IsMistaken;

    public bool IsForgotten => User.StartsWith(Forgotten, StringComparison.Ordinal);

    public bool IsMistaken => User.StartsWith(Mistaken, StringComparison.Ordinal);

    public UserUpdateRequest ToUpdate(bool isCorrected = false) =>
        new() { UserId = User, DataFields = new JObject { [Field] = IsMistaken && !isCorrected ? new JValue("one too many") : new JValue(Number) } };

    public TrackEventRequest ToEvent() => new("opened") { UserId = User, Id = $"{Number}" };
}

/// <summary>Records of users who each have updates and events by turns, with some that the service refuses among them.</summary>
internal static class DemoRecords
{
    private const int OneOfIsForgotten = 200;

    public static DemoRecord[] Make(int count)
    {
        var users = Users(count);
        return [.. Enumerable.Range(0, count).Select(number =>
            number == count / 2 + 1 ? new DemoRecord(number, $"{DemoRecord.Mistaken}{number}", IsUpdate: true)
            : number % OneOfIsForgotten == 7 ? new DemoRecord(number, $"{DemoRecord.Forgotten}{number}", IsUpdate: true)
            : Of(number, users))];
    }

    /// <summary>More, with nothing to refuse, of fewer users: each has four again.</summary>
    public static DemoRecord[] More(IReadOnlyCollection<DemoRecord> records, int count) => [.. Enumerable.Range(records.Count, count).Select(number => Of(number, count / 4))];

    /// <summary>Enough that the records of a bulk call are of different users, and few enough that each has several.</summary>
    private static int Users(int count) => Math.Max(Math.Min(count / 4, 500), count / 20);

    private static DemoRecord Of(int number, int users) => new(number, $"user-{number % users}", (number % users + number / users) % 2 == 0);
}
