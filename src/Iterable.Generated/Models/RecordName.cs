namespace Iterable.Generated;

/// <summary>What a record is called in one of its members, compared as the service compares: without blanks around it, and without case unless ids are exact.</summary>
internal readonly struct RecordName : IEquatable<RecordName>
{
    private readonly string _text;
    private readonly int _hash;
    private readonly bool _isExact;

    /// <summary>Names a record.</summary>
    /// <param name="member">The member, such as <c>email</c>.</param>
    /// <param name="text">Its value.</param>
    /// <param name="isExact">Whether case and blanks count.</param>
    public RecordName(string member, string text, bool isExact = false)
    {
        Member = member;
        _text = isExact ? text : text.Trim();
        _isExact = isExact;
        var hash = 17;
        foreach (var letter in _text)
            hash = unchecked((hash * 31) + (isExact ? letter : Lower(letter)));
        _hash = hash;
    }

    /// <summary>The member that holds the name; null for no name.</summary>
    public string? Member { get; }

    /// <summary>Whether there is a name, and it has more than blanks.</summary>
    public bool IsThere => Member is not null && _text.Length > 0;

    public bool Equals(RecordName other)
    {
        if (_hash != other._hash || Member != other.Member || _text?.Length != other._text?.Length)
            return false;
        if (ReferenceEquals(_text, other._text))
            return true;

        for (var i = 0; i < _text!.Length; i++)
        {
            var (one, two) = (_text[i], other._text![i]);
            if (one != two && (_isExact || Lower(one) != Lower(two)))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is RecordName other && Equals(other);

    public override int GetHashCode() => _hash;

    private static char Lower(char c) => c < 128 ? c is >= 'A' and <= 'Z' ? (char)(c | 32) : c : char.ToLowerInvariant(c);
}
