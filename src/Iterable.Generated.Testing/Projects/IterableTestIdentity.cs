namespace Iterable.Generated.Testing;

/// <summary>What identifies the users of a project. Iterable fixes it when a project is made.</summary>
public enum IterableTestIdentity
{
    /// <summary>E-mail address or userId: an unknown user of either kind is created when it is written.</summary>
    Hybrid,

    /// <summary>The e-mail address: an unknown userId is an error unless the request says <c>preferUserId</c>.</summary>
    Email,

    /// <summary>The userId: an unknown e-mail address is an error.</summary>
    UserId,
}
