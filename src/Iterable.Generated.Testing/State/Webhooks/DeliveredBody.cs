using System.Net;
using System.Net.Http.Headers;

namespace Iterable.Generated.Testing;

/// <summary>The body of an event, which may pause in the middle, or end there with its connection.</summary>
internal sealed class DeliveredBody : HttpContent
{
    private readonly byte[] _body;
    private readonly TimeSpan _pause;
    private readonly int? _cutAfter;
    private readonly TimeProvider _clock;

    public DeliveredBody(byte[] body, TimeSpan pause, int? cutAfter, TimeProvider clock)
    {
        (_body, _pause, _cutAfter, _clock) = (body, pause, cutAfter, clock);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var first = Math.Min(_cutAfter ?? (_pause > TimeSpan.Zero ? _body.Length / 2 : _body.Length), _body.Length);
        await stream.WriteAsync(_body.AsMemory(0, first), cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (_pause > TimeSpan.Zero)
            await Task.Delay(_pause, _clock, cancellationToken).ConfigureAwait(false);

        // Leaving like this closes the connection.
        if (_cutAfter is not null)
            throw new IOException("The connection was cut in the middle of the body, as a test has ordered.");

        await stream.WriteAsync(_body.AsMemory(first), cancellationToken).ConfigureAwait(false);
    }
}
