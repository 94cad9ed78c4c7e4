using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Takes the members that were put off.</summary>
internal interface IDeferredTarget
{
    /// <summary>Puts a value into the member of its name, or among the additional ones where it does not fit.</summary>
    /// <returns>Whether there is such a member; else it is a part of one.</returns>
    bool TrySet(IterableModel model, string name, JToken value);

    /// <summary>Puts a part into the object that is its member, or among the additional ones where that is none or has another value. The members come first.</summary>
    void SetPart(IterableModel model, string name, JToken value);
}
