using System.Text;
using System.Text.Json;

namespace Iterable.Generated;

/// <content>A call that its caller has written out.</content>
internal sealed partial class IterableRequest
{
    /// <summary>Whether the call can be sent a second time.</summary>
    public IterableRetrySafety RetrySafety { get; set; } = operation.RetrySafety;

    /// <summary>Puts a path and a query, both escaped already, in the place of what the operation has.</summary>
    public IterableRequest Written(string path, string query, IEnumerable<KeyValuePair<string, string>> values)
    {
        _path = path;
        _pathValues = [.. values];
        _query = query.Length == 0 ? null : new StringBuilder("?").Append(query);
        return this;
    }

    /// <summary>Sends a text, which has to be JSON, as it stands.</summary>
    /// <exception cref="ArgumentException">It is no JSON, has a number beyond a double, or is more than the operation takes.</exception>
    public IterableRequest JsonText(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        try
        {
            Body = JsonTokens.Read(bytes);
        }
        catch (JsonException e)
        {
            throw new ArgumentException(FormattableString.Invariant($"The body is a text that is no JSON, at line {e.LineNumber + 1}, position {e.BytePositionInLine + 1}, or that is nested deeper than {JsonTokens.MaxDepth} there."), "body");
        }
        catch (UnreadableJsonException e)
        {
            throw new ArgumentException($"The body is a text that cannot be sent: {e.Message}", "body");
        }

        _json = Sized(new ArraySegment<byte>(bytes));
        return this;
    }
}
