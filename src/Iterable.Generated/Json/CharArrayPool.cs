using Newtonsoft.Json;

namespace Iterable.Generated;

/// <summary>The buffers of JSON readers and writers, pooled where the platform has a pool without another package.</summary>
internal sealed class CharArrayPool : IArrayPool<char>
{
    public static readonly CharArrayPool Shared = new();

#if NET
    public char[] Rent(int minimumLength) => System.Buffers.ArrayPool<char>.Shared.Rent(minimumLength);

    public void Return(char[]? array)
    {
        if (array is not null)
            System.Buffers.ArrayPool<char>.Shared.Return(array);
    }
#else
    public char[] Rent(int minimumLength) => new char[minimumLength];

    public void Return(char[]? array)
    {
    }
#endif
}
