namespace Iterable.Generated;

/// <summary>What a failed attempt says about making another one.</summary>
internal enum CallFailureKind
{
    /// <summary>The service refused the call, and will again; or the caller cancelled it.</summary>
    Final,

    /// <summary>The service refused the call before it did anything, because there were too many.</summary>
    Limited,

    /// <summary>The service refused the token before it did anything.</summary>
    TokenRefused,

    /// <summary>Nothing of the call reached the service.</summary>
    NotSent,

    /// <summary>The call may have taken effect, or not.</summary>
    Unknown,
}
