namespace Iterable.Generated;

/// <summary>JSON that could not be read. The message tells where, never what stood there.</summary>
internal sealed class UnreadableJsonException(string message) : Exception(message);
