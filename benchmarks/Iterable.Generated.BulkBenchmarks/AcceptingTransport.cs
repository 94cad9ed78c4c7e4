using System.Net.Http.Headers;

namespace Iterable.Generated.BulkBenchmarks;

/// <summary>Takes a body in, and answers that all thousand users of it were updated. It costs next to nothing, so that what is measured is what makes the bodies and reads the answers.</summary>
internal sealed class AcceptingTransport : HttpMessageHandler
{
    private static readonly byte[] Answer =
        """
        {"successCount":1000,"failCount":0,"createdFields":[],"filteredOutFields":[],"invalidEmails":[],"invalidUserIds":[],"noOpEmails":[],"noOpUserIds":[],"failedUpdates":{"conflictEmails":[],"conflictUserIds":[],"forgottenEmails":[],"forgottenUserIds":[],"invalidDataEmails":[],"invalidDataUserIds":[],"invalidEmails":[],"invalidUserIds":[],"notFoundEmails":[],"notFoundUserIds":[]}}
        """u8.ToArray();

    private long _bytes;

    /// <summary>How many bytes came.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = new CountingStream();
        await request.Content!.CopyToAsync(body, cancellationToken);
        Interlocked.Add(ref _bytes, body.Written);
        var content = new ByteArrayContent(Answer);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage { Content = content, RequestMessage = request };
    }

    private sealed class CountingStream : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Written += count;

        public override void Write(ReadOnlySpan<byte> buffer) => Written += buffer.Length;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Written += count;
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return default;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
