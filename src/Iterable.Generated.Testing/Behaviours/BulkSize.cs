using System.Text;

namespace Iterable.Generated.Testing;

/// <summary>The limit that the bulk calls have on their bodies. It counts bytes; there is none on the number of records.</summary>
internal static class BulkSize
{
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <exception cref="Refusal">The body is larger.</exception>
    public static void Check(ApiCall call)
    {
        if (Encoding.UTF8.GetByteCount(call.BodyText) > MaxBytes)
            throw Refusal.Of(400, "BatchTooLarge", $"The request body is larger than {MaxBytes} bytes");
    }
}
