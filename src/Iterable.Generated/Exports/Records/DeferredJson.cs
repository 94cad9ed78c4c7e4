using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Members as the JSON object that they would be alone.</summary>
internal sealed class DeferredJson(byte[] json, IDeferredTarget target) : DeferredMembers
{
    protected override void Read(IterableModel model)
    {
        var reader = new Utf8JsonReader(json, JsonTokens.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonTokens.Text(ref reader);
            reader.Read();
            target.Set(model, name, JsonTokens.Read(ref reader));
        }
    }
}
