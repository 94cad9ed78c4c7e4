using System.Text;

namespace Iterable.Generated.Testing;

/// <summary>What happens in the middle of a body.</summary>
/// <param name="AfterBytes">How much of the body comes before.</param>
/// <param name="Stall">How long nothing comes, after which the body goes on; <see langword="null" /> when it does not.</param>
/// <param name="Ending">What comes instead of the rest, after which the body ends as if it were whole; <see langword="null" /> when the connection is cut.</param>
internal sealed record BodyBreak(long AfterBytes, TimeSpan? Stall = null, string? Ending = null)
{
    public byte[] EndingBytes => Encoding.UTF8.GetBytes(Ending ?? "");
}
