using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>What is known of a model.</summary>
internal sealed class ModelContract(Type model) : JsonObjectContract(model)
{
    private JsonProperty[]? _written;

    /// <summary>The members that are written, where they have something to say.</summary>
    public JsonProperty[] Written => _written ??= [.. Properties.Where(member => member is { Ignored: false, Readable: true })];
}
