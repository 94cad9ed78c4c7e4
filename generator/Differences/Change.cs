namespace Iterable.Generator.Differences;

/// <summary>One difference between two specifications, as a user of the SDK feels it.</summary>
/// <param name="Id">The kind of the change, for example <c>operation-removed</c>. Kinds keep their names.</param>
/// <param name="Level">What it asks of users.</param>
/// <param name="Location">Where it is, for example <c>GET /users/{email} (getUserByEmail) query limit</c> or <c>UserProfile.email</c>. What has another name now stands under the one it had.</param>
/// <param name="Message">One sentence: what it means for code that is compiled against the SDK and for code that runs.</param>
public sealed record Change(string Id, ChangeLevel Level, string Location, string Message);
