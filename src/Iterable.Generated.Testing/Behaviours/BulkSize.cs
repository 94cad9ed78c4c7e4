using System.Text;

namespace Iterable.Generated.Testing;

/// <summary>The limit that the bulk calls have on their bodies. It counts bytes; there is none on the number of records.</summary>
internal static class BulkSize
{
    /// <exception cref="Refusal">The body is larger.</exception>
    public static void Check(ApiCall call)
    {
        var limit = call.State.Settings.MaxBulkBytes;
        if (Encoding.UTF8.GetByteCount(call.BodyText) > limit)
            throw Refusal.Of(400, "BatchTooLarge", $"The request body is larger than {limit} bytes");
    }
}
