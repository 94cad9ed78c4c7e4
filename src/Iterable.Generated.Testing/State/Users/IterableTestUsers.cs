using System.Collections;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The users of a test project. Enumerating them gives those of that moment.</summary>
public sealed class IterableTestUsers : IEnumerable<IterableTestUser>
{
    private readonly ProjectState _state;

    internal IterableTestUsers(ProjectState state) => _state = state;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_state.Gate)
                return _state.Users.All.Count;
        }
    }

    /// <summary>Adds a user, or puts more fields on one that is there.</summary>
    /// <param name="email">The e-mail address.</param>
    /// <param name="dataFields">Fields of the profile, as an anonymous object or a <see cref="JObject" />.</param>
    /// <param name="userId">The userId, if the user has one.</param>
    /// <returns>The user as it is then.</returns>
    public IterableTestUser Add(string email, object? dataFields = null, string? userId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        return Add(new UserIdentity(email, userId), dataFields);
    }

    /// <summary>Adds a user that has no e-mail address, or puts more fields on one that is there.</summary>
    /// <param name="userId">The userId.</param>
    /// <param name="dataFields">Fields of the profile, as an anonymous object or a <see cref="JObject" />.</param>
    /// <returns>The user as it is then.</returns>
    public IterableTestUser AddByUserId(string userId, object? dataFields = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        return Add(new UserIdentity(null, userId), dataFields);
    }

    /// <summary>Finds a user by e-mail address, without regard to case.</summary>
    /// <param name="email">The address.</param>
    /// <returns>The user, or <see langword="null" />.</returns>
    public IterableTestUser? Find(string email) => Find(new UserIdentity(email, null));

    /// <summary>Finds a user by userId.</summary>
    /// <param name="userId">The userId.</param>
    /// <returns>The user, or <see langword="null" />.</returns>
    public IterableTestUser? FindByUserId(string userId) => Find(new UserIdentity(null, userId));

    /// <summary>
    /// Forgets a user, as the law lets people demand: it is removed with its events, purchases and messages, and calls that would write it are
    /// refused.
    /// </summary>
    /// <param name="emailOrUserId">Its e-mail address or userId.</param>
    public void Forget(string emailOrUserId)
    {
        var identity = UserIdentity.Parse(emailOrUserId);
        lock (_state.Gate)
            UserErasure.Forget(_state, identity);
    }

    /// <summary>Tells whether a user was forgotten, by a call or by <see cref="Forget" />.</summary>
    /// <param name="emailOrUserId">Its e-mail address or userId.</param>
    /// <returns>Whether calls that would write it are refused.</returns>
    public bool IsForgotten(string emailOrUserId)
    {
        var identity = UserIdentity.Parse(emailOrUserId);
        lock (_state.Gate)
            return _state.Users.Forgotten.Contains(identity);
    }

    /// <summary>
    /// Lets the next bulk updates and list subscriptions refuse the data of a user: it is listed in <see cref="FailedUserUpdates.InvalidDataEmails" /> or
    /// <see cref="FailedUserUpdates.InvalidDataUserIds" />. Which data the service refuses so is published nowhere.
    /// </summary>
    /// <param name="emailOrUserId">The user, named as in the request.</param>
    /// <param name="times">How many times; without it, always.</param>
    public void RefuseDataInBulk(string emailOrUserId, int times = int.MaxValue)
    {
        lock (_state.Gate)
            _state.RefusedData.Order(emailOrUserId, times);
    }

    /// <summary>
    /// Lets the next bulk updates, list subscriptions and bulk calls of events fail for a user without a name: the answer counts the failure, and no list of it says whose it is.
    /// </summary>
    /// <param name="emailOrUserId">The user, named as in the request.</param>
    /// <param name="times">How many times; without it, always.</param>
    public void FailUnnamedInBulk(string emailOrUserId, int times = int.MaxValue)
    {
        lock (_state.Gate)
            _state.UnnamedFailures.Order(emailOrUserId, times);
    }

    /// <summary>Checks that there is a user, and that its profile has some fields.</summary>
    /// <param name="email">The e-mail address.</param>
    /// <param name="dataFields">The fields it has at least, as an anonymous object or a <see cref="JObject" />; nothing asks for the user alone.</param>
    /// <returns>The user.</returns>
    /// <exception cref="IterableTestAssertionException">There is none, or a field differs; the message lists the users.</exception>
    public IterableTestUser AssertExists(string email, object? dataFields = null)
    {
        var user = Find(email);
        if (user is not null && DataMatch.Contains(user.DataFields, dataFields))
            return user;

        var expected = dataFields is null ? "" : $" with {WireJson.Members(dataFields).ToString(Newtonsoft.Json.Formatting.None)}";
        throw IterableTestAssertionException.Because(
            $"Expected a user {email}{expected}, found {(user is null ? "none" : "other fields")}.",
            "Users",
            user is null ? this : [user]);
    }

    /// <summary>Checks that there is no such user.</summary>
    /// <param name="email">The e-mail address.</param>
    /// <exception cref="IterableTestAssertionException">There is one; the message shows it.</exception>
    public void AssertNotExists(string email)
    {
        if (Find(email) is { } user)
            throw IterableTestAssertionException.Because($"Expected no user {email}.", "Found", [user]);
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestUser> GetEnumerator()
    {
        lock (_state.Gate)
            return ((IEnumerable<IterableTestUser>)_state.Users.All.Select(Snapshot).ToArray()).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IterableTestUser Add(UserIdentity identity, object? dataFields)
    {
        var source = new JObject { ["dataFields"] = WireTimes.Write(WireJson.Members(dataFields), null) };
        lock (_state.Gate)
            return Snapshot(UserWriter.Write(_state, identity, source, createNewFields: true, new FieldReport()));
    }

    private IterableTestUser? Find(UserIdentity identity)
    {
        lock (_state.Gate)
            return _state.Users.Find(identity) is { } user ? Snapshot(user) : null;
    }

    private IterableTestUser Snapshot(UserRecord user) =>
        new(user, _state.Lists.Values.Where(list => list.Members.Contains(user)).Select(list => list.Id));
}
