namespace Iterable.Generated;

/// <summary>A member of an object that is being read.</summary>
internal abstract class ObjectMember
{
    /// <summary>Whether it holds objects of a known form.</summary>
    public virtual bool IsStructure => false;

    /// <summary>Whether a JSON null means more to it than no value.</summary>
    public virtual bool TakesNull => false;

    /// <summary>Takes the value the cursor stands on; see <see cref="ValueKind{TValue}.FromJson" />.</summary>
    public abstract Fit Read(ref JsonCursor json, object target);

    /// <summary>Takes a text that is not empty.</summary>
    public abstract Fit Read(ReadOnlySpan<byte> text, object target);
}

/// <summary>A member of one kind, which is put into its place.</summary>
internal sealed class ObjectMember<TValue>(ValueKind<TValue> kind, Action<object, TValue> set) : ObjectMember
{
    public override bool IsStructure => kind.IsStructure;

    public override Fit Read(ref JsonCursor json, object target)
    {
        var fit = kind.FromJson(ref json, out var value);
        if (fit == Fit.Yes)
            set(target, value);
        return fit;
    }

    public override Fit Read(ReadOnlySpan<byte> text, object target)
    {
        var fit = kind.FromText(text, out var value);
        if (fit == Fit.Yes)
            set(target, value);
        return fit;
    }
}

/// <summary>A property of an object that is there already.</summary>
internal sealed class PropertyMember<T, TValue>(ValueKind<TValue> kind, Action<T, TValue> set) : ObjectMember
    where T : class
{
    public override bool IsStructure => kind.IsStructure;

    public override Fit Read(ref JsonCursor json, object target)
    {
        var fit = kind.FromJson(ref json, out var value);
        if (fit == Fit.Yes)
            set((T)target, value);
        return fit;
    }

    public override Fit Read(ReadOnlySpan<byte> text, object target)
    {
        var fit = kind.FromText(text, out var value);
        if (fit == Fit.Yes)
            set((T)target, value);
        return fit;
    }
}
