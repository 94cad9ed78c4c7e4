namespace Iterable.Generated;

/// <summary>The Iterable API, one property for each part of it.</summary>
/// <remarks>
/// Made to be called and to be mocked, not to be implemented otherwise: a new part of the API adds a member in a minor version.
/// </remarks>
public partial interface IIterableClient
{
    /// <summary>The address every call goes to; it ends with a slash.</summary>
    Uri BaseAddress { get; }

    /// <summary>
    /// A view of this client whose calls are made with other options. It shares connections, limits and tokens, costs next to
    /// nothing, and need not be disposed. Of a view, too, one can make a view.
    /// </summary>
    /// <param name="options">What is different; copied.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which.</exception>
    IIterableClient With(IterableCallOptions options);
}
