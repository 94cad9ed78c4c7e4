namespace Iterable.Generated;

/// <summary>What becomes of a value under the name of a member.</summary>
internal enum Fit
{
    /// <summary>The member has it.</summary>
    Yes,

    /// <summary>It stands for none: a blank text where no text belongs.</summary>
    Absent,

    /// <summary>It is of another kind than the member: something else under the same name, which is kept beside the member.</summary>
    OtherKind,

    /// <summary>It is of the member's kind and would have to change to get into it, so what holds it cannot be read.</summary>
    Inexact,
}
