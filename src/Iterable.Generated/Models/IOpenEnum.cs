namespace Iterable.Generated;

/// <summary>
/// A value out of a list that the service may extend at any time. It is the text on the wire, with the known values as members of its type.
/// </summary>
public interface IOpenEnum
{
    /// <summary>The text on the wire; empty for <see langword="default" />, which stands for no value and is not sent.</summary>
    string Value { get; }
}

/// <summary>An open enum that can be made from a text without reflection.</summary>
/// <typeparam name="T">The enum itself.</typeparam>
public interface IOpenEnum<T> : IOpenEnum
    where T : struct, IOpenEnum<T>
{
    /// <summary>Wraps a text; which value it is called on makes no difference.</summary>
    /// <param name="value">The text on the wire.</param>
    /// <returns>The value.</returns>
    T Create(string value);
}
