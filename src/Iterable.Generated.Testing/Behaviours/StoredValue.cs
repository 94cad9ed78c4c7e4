using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>How large the value of an item of a catalog or of an entry of metadata is, and may be.</summary>
internal static class StoredValue
{
    private const int MaxBytes = 30 * 1024;

    public static int Size(JObject value) => Encoding.UTF8.GetByteCount(value.ToString(Formatting.None));

    /// <exception cref="Refusal">The value is too large.</exception>
    public static void Check(JObject value, string path)
    {
        if (Size(value) > MaxBytes)
            throw Refusal.BadParams($"Invalid value for {path}: larger than {MaxBytes} bytes");
    }
}
