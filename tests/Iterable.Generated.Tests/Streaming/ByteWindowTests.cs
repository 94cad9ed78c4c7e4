namespace Iterable.Generated.Tests.Streaming;

public class ByteWindowTests
{
    // A record may have 1,073,741,824 bytes, and its line end has to fit beside it.
    [TestCase(65_536, 131_072)]
    [TestCase(536_870_912, 1_073_741_824)]
    [TestCase(1_073_741_824, 2_147_483_591)]
    public void A_full_buffer_grows_up_to_what_an_array_can_hold(int size, int next) => Assert.That(ByteWindow.SizeAfter(size), Is.EqualTo(next));
}
