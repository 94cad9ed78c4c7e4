using System.Globalization;

namespace Iterable.Generated.Testing;

/// <summary>The codes that were sent to phone numbers. Of each number and profile only the last one counts.</summary>
internal sealed class VerificationCodes
{
    private readonly Dictionary<(string PhoneNumber, long ProfileId), (string Code, DateTimeOffset SentAt)> _open = [];
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    public void Send(string phoneNumber, long profileId, long number, DateTimeOffset now)
    {
        // Six digits that differ from code to code and are the same in each run of a test.
        var code = (number * 387_420_489 % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        _open[(phoneNumber, profileId)] = (code, now);
        _last[phoneNumber] = code;
    }

    /// <summary>Whether a code is right. A right one is used up by that.</summary>
    public bool Check(string phoneNumber, long profileId, string code, DateTimeOffset now) =>
        _open.TryGetValue((phoneNumber, profileId), out var sent)
        && sent.Code == code
        && now < sent.SentAt + Lifetime
        && _open.Remove((phoneNumber, profileId));

    public string? Last(string phoneNumber) => _last.GetValueOrDefault(phoneNumber);
}
