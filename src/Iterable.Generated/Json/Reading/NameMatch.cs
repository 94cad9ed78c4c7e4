using Newtonsoft.Json;

namespace Iterable.Generated;

/// <summary>What a name in an object stands for.</summary>
internal sealed class NameMatch(string? declared, ValuePlace place, ObjectMember? member = null)
{
    /// <summary>The name as it is declared; null for one that is not.</summary>
    public string? Declared { get; } = declared;

    public ValuePlace Place { get; } = place;

    /// <summary>The member that is read at once, where there is one.</summary>
    public ObjectMember? Member { get; } = member;

    /// <summary>The declared name as JSON, with the colon after it.</summary>
    public byte[] Json { get; } = declared is null ? [] : Utf8Text.Encode(JsonConvert.ToString(declared) + ":");

    /// <summary>For a name that differs from a declared one in case alone: what that one stands for.</summary>
    public NameMatch? Other { get; private set; }

    /// <summary>The match for names that differ from this one in case alone.</summary>
    public NameMatch InAnotherCase() => new(null, ValuePlace.AnotherCase) { Other = this };
}

/// <summary>Where a value goes.</summary>
internal enum ValuePlace
{
    /// <summary>Into a member, at once.</summary>
    Member,

    /// <summary>Into a member, when somebody asks for it.</summary>
    Deferred,

    /// <summary>Into a member, unless the object has that member under its own name too.</summary>
    AnotherCase,

    /// <summary>Holds members that stand beside it elsewhere, if it is an object.</summary>
    Wrapper,

    /// <summary>To what nobody declared.</summary>
    Beside,
}
