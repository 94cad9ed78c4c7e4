namespace Iterable.Generated;

/// <summary>A model that cannot be sent. The message names types and members, never values.</summary>
internal sealed class InvalidModelException(string message) : Exception(message);
