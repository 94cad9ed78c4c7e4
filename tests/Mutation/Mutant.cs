namespace Iterable.Mutation;

/// <summary>One change of the client's code, compiled in and made when its number is chosen.</summary>
/// <param name="Number">Chooses it at run time.</param>
/// <param name="File">The file, below the client's folder.</param>
/// <param name="Line">The line, for a reader; it identifies nothing.</param>
/// <param name="Member">The type and member.</param>
/// <param name="Kind">What is changed.</param>
/// <param name="Text">The code that is changed, in one line.</param>
internal sealed record Mutant(int Number, string File, int Line, string Member, string Kind, string Text)
{
    public override string ToString() => $"{File}:{Line} {Member}, {Kind}: {Text}";
}

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>A test failed, or came to no end.</summary>
    Killed,

    /// <summary>All tests that reach it passed.</summary>
    Survived,

    /// <summary>No test reaches it.</summary>
    Unreached,
}
