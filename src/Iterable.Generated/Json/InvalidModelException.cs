namespace Iterable.Generated;

/// <summary>A model that cannot be sent. The message names types and members, never values.</summary>
internal sealed class InvalidModelException(string message) : Exception(message)
{
    /// <summary>Somebody else has changed what is written, so that what was written is neither what it was nor what it is.</summary>
    public static InvalidModelException Changed() =>
        new("a list or free-form data in it was changed while it was written. Give each call data of its own (JToken.DeepClone copies), or change it when the call has ended.");
}
