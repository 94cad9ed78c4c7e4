namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>Room for the texts of a group, in blocks that the next group uses again.</summary>
internal sealed class GroupMemory<T>
{
    private const int BlockSize = 1024 * 1024;

    private readonly List<T[]> _blocks = [];
    private int _block;
    private int _at;

    /// <summary>How much of it is taken.</summary>
    public long Count { get; private set; }

    public Memory<T> Take(int length)
    {
        if (_block < _blocks.Count && _blocks[_block].Length - _at < length)
            (_block, _at) = (_block + 1, 0);
        if (_block == _blocks.Count || _blocks[_block].Length < length)
            _blocks.Insert(_block, new T[Math.Max(BlockSize, length)]);

        var taken = _blocks[_block].AsMemory(_at, length);
        _at += length;
        Count += length;
        return taken;
    }

    /// <summary>Frees all of it.</summary>
    public void Clear()
    {
        // One text that is larger than a block is seldom followed by another.
        _blocks.RemoveAll(block => block.Length > BlockSize);
        (_block, _at, Count) = (0, 0, 0);
    }
}
