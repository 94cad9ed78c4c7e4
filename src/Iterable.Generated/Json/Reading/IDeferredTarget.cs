using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Takes the members that were put off.</summary>
internal interface IDeferredTarget
{
    /// <summary>Puts a value where its name belongs: into a member, into an object that is a member, or among the additional ones.</summary>
    void Set(IterableModel model, string name, JToken value);
}
