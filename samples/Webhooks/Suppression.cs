namespace Webhooks;

/// <summary>What is known of an address.</summary>
/// <param name="Email">The address.</param>
/// <param name="IsSuppressed">Whether no e-mail is to go there.</param>
/// <param name="Reason">The kind of the event that says so.</param>
/// <param name="At">When that happened.</param>
internal sealed record Suppression(string Email, bool IsSuppressed, string Reason, DateTimeOffset At);
