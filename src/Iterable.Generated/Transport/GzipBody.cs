using System.IO.Compression;

namespace Iterable.Generated;

/// <summary>
/// Decompresses gzip. A decompressor reads on after the end of a member, since another one may follow, so that it asks for more tells
/// nothing; that the last four bytes are the length of what the member held does.
/// </summary>
internal sealed class GzipBody : CheckedBody
{
    // Head, the shortest content, and tail.
    private const int ShortestMember = 20;

    private readonly MemberInput _input;

    public GzipBody(Stream content)
        : this(new MemberInput(content))
    {
    }

    private GzipBody(MemberInput input)
        : base(input, new GZipStream(input, CompressionMode.Decompress))
    {
        _input = input;
        input.Body = this;
    }

    protected override bool IsWhole => _input.IsAtEndOfMember;

    /// <summary>
    /// The compressed bytes, handed out in pieces that end where a member may begin: what came before is decompressed when the next piece is
    /// asked for, so that the place in the content is known.
    /// </summary>
    private sealed class MemberInput(Stream content) : ReadOnlyStream
    {
        private readonly byte[] _bytes = new byte[8192];
        private int _start;
        private int _end;
        private long _handedOut;
        private long _memberBegan;
        private long _memberBeganAt;
        private uint _lastFour;

        public GzipBody? Body { private get; set; }

        public bool IsAtEndOfMember => _handedOut - _memberBeganAt >= ShortestMember && _lastFour == unchecked((uint)(Body!.BytesOut - _memberBegan));

        private static ReadOnlySpan<byte> Magic => [0x1f, 0x8b, 0x08];

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await content.ReadAsync(_bytes, 0, _bytes.Length, cancellationToken).ConfigureAwait(false);
            }

            return HandOut(buffer.AsSpan(offset, count));
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_start == _end)
                (_start, _end) = (0, content.Read(_bytes, 0, _bytes.Length));

            return HandOut(buffer.AsSpan(offset, count));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                content.Dispose();

            base.Dispose(disposing);
        }

        private int HandOut(Span<byte> buffer)
        {
            var bytes = _bytes.AsSpan(_start, Math.Min(buffer.Length, _end - _start));
            if (MayBegin(bytes) && IsAtEndOfMember)
                (_memberBegan, _memberBeganAt) = (Body!.BytesOut, _handedOut);

            var length = Math.Min(bytes.Length, 1);
            while (length < bytes.Length && !MayBegin(bytes.Slice(length)))
                length = bytes.Slice(length + 1).IndexOf(Magic[0]) is >= 0 and var next ? length + 1 + next : bytes.Length;

            bytes = bytes.Slice(0, length);
            bytes.CopyTo(buffer);
            foreach (var one in bytes.Slice(Math.Max(0, length - 4)))
                _lastFour = (_lastFour >> 8) | ((uint)one << 24);

            _start += length;
            _handedOut += length;
            return length;
        }

        /// <summary>Whether bytes are how a member begins, as far as they go.</summary>
        private static bool MayBegin(ReadOnlySpan<byte> bytes) =>
            !bytes.IsEmpty && Magic.StartsWith(bytes.Slice(0, Math.Min(bytes.Length, Magic.Length)));
    }
}
