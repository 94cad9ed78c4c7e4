using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Members that were put off, and can be read as other types than the model has.</summary>
internal abstract class DeferredValues(IDeferredTarget target) : DeferredMembers
{
    /// <summary>Reads a declared member from its bytes.</summary>
    /// <returns>What became of it; <see langword="null" /> when only the model can tell, because it was read or written there, or came in parts.</returns>
    public Fit? Read<TValue>(string name, ValueKind<TValue> kind, out TValue? value)
        where TValue : class
    {
        lock (this)
        {
            value = default;
            return MembersBegun ? null : ReadMember(name, kind, out value);
        }
    }

    /// <summary>Gives each declared member, and each part of one, to <c>set</c>.</summary>
    protected abstract void ReadMembers(Action<string, JToken> set);

    protected sealed override void ReadMembers(IterableModel model)
    {
        // "dataFields.total": some rows have the members of an object beside it, under the path to them. Whether there is that object is known when all was read.
        Dictionary<string, JToken>? parts = null;
        ReadMembers((name, value) =>
        {
            if (!target.TrySet(model, name, value))
                (parts ??= new(StringComparer.Ordinal))[name] = value;
        });
        foreach (var part in parts ?? [])
            target.SetPart(model, part.Key, part.Value);
    }

    protected abstract Fit? ReadMember<TValue>(string name, ValueKind<TValue> kind, out TValue? value)
        where TValue : class;
}
