namespace Iterable.Generated;

/// <summary>The Iterable API, one property for each part of it.</summary>
/// <remarks>
/// Made to be called and to be mocked, not to be implemented otherwise: a new part of the API adds a member in a minor version.
/// </remarks>
public partial interface IIterableClient
{
    /// <summary>The address every call goes to; it ends with a slash.</summary>
    Uri BaseAddress { get; }
}
