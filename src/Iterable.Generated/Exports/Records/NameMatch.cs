namespace Iterable.Generated;

/// <summary>What a name in a record stands for.</summary>
/// <param name="Member">The member that is read at once, where there is one.</param>
/// <param name="Place">Where the value goes.</param>
internal sealed record NameMatch<T>(RecordMember<T>? Member, ValuePlace Place)
    where T : class;

/// <summary>Where a value goes.</summary>
internal enum ValuePlace
{
    /// <summary>Into a member, at once.</summary>
    Member,

    /// <summary>Into what is read when somebody asks for it.</summary>
    Deferred,

    /// <summary>To the general serializer, at once.</summary>
    General,

    /// <summary>Nowhere: the type has no use for it.</summary>
    Nowhere,
}
